package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.iteration.KMeansJob;
import dev.flinkjobs.iteration.PageRankJob;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.parcels.ParcelRoutingJob;
import dev.flinkjobs.sql.BehaviorStatsJob;
import dev.flinkjobs.sql.SalesSummaryJob;
import dev.flinkjobs.sql.SectorSummaryJob;
import dev.flinkjobs.testing.Outcome;
import dev.flinkjobs.testing.PostgresServer;
import dev.flinkjobs.testing.StdStreams;
import dev.flinkjobs.transactions.TransactionTotalsJob;
import dev.flinkjobs.windows.WindowAveragesJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Results of jobs in tables of a real database. */
class PostgresIT {
  @RegisterExtension private static final PostgresServer SERVER = new PostgresServer();

  @TempDir private Path directory;

  @Test
  void totalsAndRejectedRowsOfTheLauncherAreThoseOfFiles() throws Exception {
    Jobs jobs = Jobs.in(directory);
    Jobs.Result toTables =
        jobs.run(
            "transaction-totals",
            "--output",
            SERVER.uri("totals"),
            "--rejected",
            SERVER.uri("rejected"),
            "--summary-json",
            "summary.json");
    assertThat(toTables.exitCode()).as(toTables.err()).isZero();
    assertThat(Outcome.summary(directory.resolve("summary.json"))).contains("emitted:295,");

    Jobs.Result toFiles =
        jobs.run(
            "transaction-totals",
            "--emit",
            "final",
            "--output",
            "files:totals",
            "--rejected",
            "files:rejected");
    assertThat(toFiles.exitCode()).as(toFiles.err()).isZero();
    assertThat(SERVER.rows("SELECT transaction_type, total, count FROM totals"))
        .containsExactlyInAnyOrderElementsOf(rows("totals"))
        .hasSize(4);
    assertThat(SERVER.rows("SELECT id FROM rejected")).hasSize(rows("rejected").size());
  }

  @Test
  void aSecondRunThatAppendsKeepsTheRowsOfKeysThatItHasNot() throws Exception {
    runTotals("a,1\nb,2\n");
    runTotals("b,5\nc,7\n");
    assertThat(SERVER.rows("SELECT transaction_type, total, count FROM appended ORDER BY 1"))
        .containsExactly("a|1.0|1", "b|5.0|1", "c|7.0|1");
  }

  private void runTotals(String rows) throws IOException {
    Path input = directory.resolve("in.csv");
    Files.writeString(input, "transaction_type,amount\n" + rows);
    run(
        TransactionTotalsJob::main,
        "--input",
        input.toString(),
        "--output",
        SERVER.uri("appended") + "&mode=append");
  }

  @Test
  void windowsAndTheirAlertsAreRows() throws Exception {
    run(
        WindowAveragesJob::main,
        "--key",
        "currency",
        "--window",
        "tumbling:2m",
        "--alert-above",
        "30000",
        "--zone",
        "Asia/Seoul",
        "--output",
        SERVER.uri("windows"),
        "--alerts",
        SERVER.uri("alerts"));
    assertThat(
            SERVER.rows(
                "SELECT count(*) > 1, bool_and(average = round(sum / count, 6)),"
                    + " bool_and(window_end - window_start = interval '2m') FROM windows"))
        .containsExactly("t|t|t");
    assertThat(SERVER.rows("SELECT average, threshold, side FROM alerts ORDER BY 1"))
        .isNotEmpty()
        .isEqualTo(
            SERVER.rows(
                "SELECT average, 30000, 'above' FROM windows WHERE average > 30000 ORDER BY 1"));
  }

  @Test
  void resultsOfRoundsAreRows() throws Exception {
    run(KMeansJob::main, "--output", SERVER.uri("clusters"));
    assertThat(SERVER.rows("SELECT cluster FROM clusters ORDER BY 1"))
        .containsExactly("1", "2", "3");
    run(PageRankJob::main, "--output", SERVER.uri("ranks"));
    assertThat(SERVER.rows("SELECT sum(rank) FROM ranks")).containsExactly("1.000000000000000000");
  }

  @Test
  void whatRoundsWouldNotWriteIsFoundBeforeTheFirst() throws Exception {
    SERVER.execute("CREATE TABLE points (cluster bigint PRIMARY KEY)");
    assertThatThrownBy(() -> run(KMeansJob::main, "--output", SERVER.uri("points")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("column x is missing; column y is missing");
  }

  @Test
  void summariesOfSqlAreRows() throws Exception {
    run(SectorSummaryJob::main, "--output", SERVER.uri("sectors"));
    assertThat(
            SERVER.rows(
                "SELECT sector, total_value, avg_price, total_volume, transaction_count FROM"
                    + " sectors ORDER BY 1"))
        .hasSize(3)
        .contains("biotech|88737112624.95|513536.346243|167597|346");
  }

  @Test
  void changesOfSqlComeToTheLatestRows() throws Exception {
    run(BehaviorStatsJob::main, "--output", SERVER.uri("behaviors"));
    assertThat(SERVER.rows("SELECT sum(count), count(*) > 3 FROM behaviors"))
        .containsExactly("300|t");
    assertThat(SERVER.rows("SELECT max(update_time) AT TIME ZONE 'UTC' FROM behaviors"))
        .containsExactly("2024-05-11 10:00:29.103");
  }

  @Test
  void changesWhoseOrderNobodyKnowsAreRefused() {
    assertThatThrownBy(
            () ->
                run(
                    SalesSummaryJob::main,
                    "--mode",
                    "streaming",
                    "--output",
                    SERVER.uri("changes")))
        .hasMessageContaining("have no column that says which is the newer one; add --mode batch");
  }

  @Test
  void parcelsHaveNoKey() {
    assertThatThrownBy(() -> run(ParcelRoutingJob::main, "--output", SERVER.uri("parcels_{route}")))
        .hasMessageContaining("these results have no key");
  }

  @Test
  void noKeyIsTakenForAnother() throws Exception {
    AwkwardKeys keys = AwkwardKeys.sendTo(SERVER.uri("keys"), directory);
    assertThat(keys.deadLetters(SERVER.rows("SELECT transaction_type, total FROM keys")))
        .containsExactly("", "1000 characters");
  }

  private static void run(Consumer<String[]> main, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--rejected", "discard"));
    try (StdStreams std = StdStreams.capture()) {
      main.accept(all.toArray(String[]::new));
      assertThat(std.err()).contains("balanced: ");
    }
  }

  /** The rows of all parts, without quotes, their values joined by a bar. */
  private List<String> rows(String name) throws IOException {
    List<String> rows = new ArrayList<>();
    try (Stream<Path> parts = Files.list(directory.resolve(name))) {
      for (Path part : parts.toList()) {
        Files.readAllLines(part).stream()
            .skip(1)
            .map(row -> row.replace(',', '|'))
            .forEach(rows::add);
      }
    }
    return rows;
  }
}
