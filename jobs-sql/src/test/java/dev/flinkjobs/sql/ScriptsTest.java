package dev.flinkjobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Scripts run as they are, on Flink's own connector, and come to what the jobs come to. */
class ScriptsTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "sector-summary, none",
    "sector-summary-hourly, 1h",
    "sales-summary, none",
    "sales-summary-hourly, 1h",
  })
  void summariesAreThoseOfTheJobs(String script, String window) throws Exception {
    Consumer<String[]> main =
        script.startsWith("sector") ? SectorSummaryJob::main : SalesSummaryJob::main;
    assertThat(asItIs(script))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(ofJob(main, "--window", window));
  }

  @Test
  void behaviorsAreThoseOfTheJob() throws Exception {
    assertThat(asItIs("behavior-stats"))
        .hasSize(20)
        .containsExactlyInAnyOrderElementsOf(ofJob(BehaviorStatsJob::main, "--mode", "batch"));
  }

  @ParameterizedTest
  @CsvSource({
    "totals, ''",
    "window-averages, tumble",
    "window-averages-day, 1d",
    "window-averages-hop, hop",
  })
  void sqlVersionsAreThoseOfTheJobs(String script, String window) throws Exception {
    Consumer<String[]> main = window.isEmpty() ? SqlTotalsJob::main : SqlWindowAveragesJob::main;
    List<String> args = new ArrayList<>(List.of("--input", "../data/clean-transactions.csv"));
    if (!window.isEmpty()) {
      args.addAll(List.of("--window", window));
    }
    assertThat(asItIs(script))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(ofJob(main, args.toArray(String[]::new)));
  }

  @Test
  void eachTransactionIsJoinedWithTheRateOfItsCurrency() throws Exception {
    assertThat(asItIs("totals-in-won"))
        .containsExactlyInAnyOrder(
            "+I[Deposit, 40009360.80000000, 7]",
            "+I[Payment, 17421763.00000000, 3]",
            "+I[Transfer, 43465444.00000000, 8]",
            "+I[Withdrawal, 18637146.50000000, 2]");
  }

  /** Batch has no sessions. */
  @ParameterizedTest
  @MethodSource("scripts")
  void everyScriptIsValid(String script) throws Exception {
    TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    Script statements = Script.load(script);
    statements.setUp().forEach(tables::executeSql);
    assertThat(tables.explainSql(statements.query())).contains("== Optimized Execution Plan ==");
  }

  static List<String> scripts() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/sql"))) {
      return files.map(file -> file.getFileName().toString().replace(".sql", "")).sorted().toList();
    }
  }

  @Test
  void aStatementEndsWithASemicolonAtTheEndOfALine() {
    Script script = Script.parse("-- a; b\nSELECT ';';  \r\n\nSELECT 1;\nSELECT\n 2;\n");
    assertThat(script.setUp()).containsExactly("-- a; b\nSELECT ';'", "SELECT 1");
    assertThat(script.query()).isEqualTo("SELECT\n 2");
  }

  private List<String> asItIs(String script) throws Exception {
    // But for the directory that tests run in.
    return run(script, "'data/", "'../data/");
  }

  private static List<String> run(String script, String path, String here) throws Exception {
    TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inBatchMode());
    Script statements = Script.load(script);
    for (String statement : statements.setUp()) {
      tables.executeSql(statement.replace(path, here));
    }
    List<String> results = new ArrayList<>();
    RowFormat format = new RowFormat(List.of(), List.of(), List.of(), null, false, SqlTimes.UTC);
    CloseableIterator<Row> rows = tables.executeSql(statements.query()).collect();
    rows.forEachRemaining(row -> results.add(format.print(row)));
    rows.close();
    return results;
  }

  private List<String> ofJob(Consumer<String[]> main, String... args) throws IOException {
    Path out = directory.resolve("out");
    Outcome.of(
        main,
        Stream.concat(
                Stream.of("--output", "files:" + out, "--rejected", "discard", "-p", "1"),
                Stream.of(args))
            .toArray(String[]::new));
    return Runs.lines(out).stream()
        .skip(1)
        .map(line -> "+I[" + line.replace(",", ", ") + "]")
        .toList();
  }
}
