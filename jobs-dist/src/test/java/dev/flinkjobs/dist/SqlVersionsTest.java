package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.generate.transactions.GenerateTransactionsOptions;
import dev.flinkjobs.sql.SqlTotalsJob;
import dev.flinkjobs.sql.SqlWindowAveragesJob;
import dev.flinkjobs.testing.StdStreams;
import dev.flinkjobs.transactions.TransactionTotalsJob;
import dev.flinkjobs.windows.WindowAveragesJob;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A job of the DataStream API and the SQL version of it give the same rows for the same input. */
class SqlVersionsTest {
  @TempDir Path directory;

  @BeforeEach
  void generate() {
    run(
        GenerateTransactionsOptions::main,
        "--rows",
        "3000",
        "--seed",
        "3",
        "--bad-rate",
        "0.02",
        "--disorder",
        "1s",
        "--duplicates",
        "0.05",
        "--out",
        input());
  }

  @Test
  void everyRunningTotalIsAChangeOfTheSum() throws IOException {
    List<String> running = results(TransactionTotalsJob::main, "a");
    List<String> changes = results(SqlTotalsJob::main, "b", "--mode", "streaming");
    assertThat(changes).isEqualTo(running).hasSizeGreaterThan(2_900);
  }

  @Test
  void finalTotalsAreTheSumsOfABatch() throws IOException {
    List<String> totals = results(TransactionTotalsJob::main, "a", "--emit", "final");
    assertThat(results(SqlTotalsJob::main, "b"))
        .containsExactlyInAnyOrderElementsOf(totals)
        .hasSize(4);
  }

  /** Of each type the amount of one row, which in a batch could be any of them. */
  @ParameterizedTest
  @ValueSource(strings = {"batch", "streaming"})
  void theFirstRowOfAnIdCountsInSqlToo(String mode) throws IOException {
    String[] distinct = {"--distinct-by", "transaction_type"};
    List<String> totals = results(TransactionTotalsJob::main, "a", distinct);
    assertThat(results(SqlTotalsJob::main, "b", append(distinct, "--mode", mode)))
        .containsExactlyInAnyOrderElementsOf(totals)
        .hasSize(4);
  }

  private static String[] append(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  @ParameterizedTest
  @CsvSource({
    "tumbling:5s, tumble, batch",
    "tumbling:5s, tumble, streaming",
    "sliding:10s/5s, hop, batch",
    "sliding:10s/5s, hop, streaming",
    "session:1m, session, streaming",
  })
  void everyWindowIsThere(String window, String sqlWindow, String mode) throws IOException {
    // Late rows are none where the delay is longer than the file.
    List<String> windows =
        results(WindowAveragesJob::main, "a", "--window", window, "--max-delay", "1d");
    assertThat(results(SqlWindowAveragesJob::main, "b", "--window", sqlWindow, "--mode", mode))
        .containsExactlyInAnyOrderElementsOf(windows)
        .hasSizeGreaterThan(2_500);
  }

  /** Where clocks are put back, and a row of each half hour. */
  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, tumbling:1d, 1d, batch, 2024-10-25",
    "Europe/Berlin, tumbling:1d, 1d, streaming, 2024-10-25",
    "Europe/Berlin, tumbling:5s, tumble, batch, 2024-10-25",
    "Europe/Berlin, session:1m, session, streaming, 2024-10-25",
    "Asia/Kolkata, tumbling:1d, 1d, batch, 2024-05-11",
    "America/Santiago, tumbling:1d, 1d, batch, 2024-09-06",
    "Pacific/Apia, tumbling:1d, 1d, batch, 2011-12-28",
    "America/St_Johns, tumbling:1d, 1d, batch, 2010-11-05",
  })
  void everyWindowOfAZoneIsThere(
      String zone, String window, String sqlWindow, String mode, LocalDate first)
      throws IOException {
    Instant begin = first.atStartOfDay(ZoneOffset.UTC).toInstant();
    Files.write(
        Path.of(input()),
        Stream.concat(
                Stream.of("transaction_id,timestamp,amount"),
                IntStream.range(0, 240)
                    .mapToObj(
                        row -> "k" + row % 2 + "," + begin.plusSeconds(row * 1800L) + "," + row))
            .toList());
    String[] windows = {"--zone", zone, "--max-delay", "10d", "--window", window};
    assertThat(
            results(
                SqlWindowAveragesJob::main,
                "b",
                "--zone",
                zone,
                "--window",
                sqlWindow,
                "--mode",
                mode))
        .containsExactlyInAnyOrderElementsOf(results(WindowAveragesJob::main, "a", windows))
        .hasSizeGreaterThan(9);
  }

  private String input() {
    return directory.resolve("in.csv").toString();
  }

  /** What is not taken back, in its order, with numbers by their value. */
  private List<String> results(Consumer<String[]> main, String name, String... args)
      throws IOException {
    Path out = directory.resolve(name);
    run(
        main,
        Stream.concat(
                Stream.of(
                    "--input",
                    input(),
                    "--rejected",
                    "discard",
                    "-p",
                    "1",
                    "--output",
                    "files:" + out + "?format=json"),
                Stream.of(args))
            .toArray(String[]::new));
    List<String> results = new ArrayList<>();
    try (Stream<Path> parts = Files.list(out)) {
      for (Path part : parts.sorted().toList()) {
        for (String line : Files.readAllLines(part)) {
          JsonNode row = new ObjectMapper().readTree(line);
          if (!row.path("op").asText().equals("-U")) {
            results.add(values(row));
          }
        }
      }
    }
    return results;
  }

  private static String values(JsonNode row) {
    TreeMap<String, String> values = new TreeMap<>();
    row.properties()
        .forEach(
            field ->
                values.put(
                    field.getKey(),
                    field.getValue().isNumber()
                        ? new BigDecimal(field.getValue().asText())
                            .stripTrailingZeros()
                            .toPlainString()
                        : field.getValue().asText()));
    values.remove("op");
    values.remove("revision");
    return values.toString();
  }

  private static void run(Consumer<String[]> main, String... args) {
    try (StdStreams std = StdStreams.capture()) {
      main.accept(args);
      assertThat(std.out()).isEmpty();
    }
  }
}
