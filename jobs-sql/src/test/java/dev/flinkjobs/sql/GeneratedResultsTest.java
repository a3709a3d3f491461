package dev.flinkjobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.generate.sql.GenerateBehaviorsOptions;
import dev.flinkjobs.generate.sql.GenerateFinanceOptions;
import dev.flinkjobs.generate.sql.GenerateSalesOptions;
import dev.flinkjobs.testing.Outcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random rows, a part of them bad, come to what the generators say, in whatever way. */
class GeneratedResultsTest {
  private static final int ROWS = 20_000;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"1, batch", "2, batch", "4, batch", "1, streaming", "2, streaming", "4, streaming"})
  void sectors(int parallelism, String mode) throws IOException {
    generate(GenerateFinanceOptions::main, "in.csv");
    Map<String, String> sums = run(SectorSummaryJob::main, "in.csv", parallelism, mode, "sector");
    Map<String, String> expected = new TreeMap<>();
    expected("in.csv")
        .get("sectors")
        .properties()
        .forEach(
            sector ->
                expected.put(
                    sector.getKey(),
                    numbers(
                        sector.getValue(),
                        "total_value",
                        "avg_price",
                        "total_volume",
                        "transaction_count")));
    assertThat(sums).isEqualTo(expected).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"1, batch", "2, batch", "4, batch", "1, streaming", "2, streaming", "4, streaming"})
  void sales(int parallelism, String mode) throws IOException {
    generate(GenerateSalesOptions::main, "in.csv");
    Map<String, String> sums = run(SalesSummaryJob::main, "in.csv", parallelism, mode, "category");
    Map<String, String> expected = new TreeMap<>();
    expected("in.csv")
        .get("categories")
        .properties()
        .forEach(category -> expected.put(category.getKey(), plain(category.getValue())));
    assertThat(sums).isEqualTo(expected).hasSize(6);
    assertThat(summary().get("filtered")).isEqualTo(expected("in.csv").get("filtered"));
    assertThat(summary().get("filteredByReason"))
        .isEqualTo(expected("in.csv").get("filteredByReason"));
  }

  @ParameterizedTest
  @CsvSource({"1, batch", "2, batch", "4, batch", "1, streaming", "2, streaming", "4, streaming"})
  void behaviors(int parallelism, String mode) throws IOException {
    generate(GenerateBehaviorsOptions::main, "in.jsonl");
    Map<String, String> counts =
        run(BehaviorStatsJob::main, "in.jsonl", parallelism, mode, "category", "behavior");
    Map<String, String> expected = new TreeMap<>();
    JsonNode times = expected("in.jsonl").get("update_times");
    expected("in.jsonl")
        .get("counts")
        .properties()
        .forEach(
            category ->
                category
                    .getValue()
                    .properties()
                    .forEach(
                        behavior ->
                            expected.put(
                                category.getKey() + " " + behavior.getKey(),
                                plain(behavior.getValue())
                                    + " "
                                    + times
                                        .get(category.getKey())
                                        .get(behavior.getKey())
                                        .asText())));
    assertThat(counts).isEqualTo(expected).hasSize(20);
  }

  private void generate(Consumer<String[]> main, String name) {
    Runs.generate(
        main,
        "--rows",
        "" + ROWS,
        "--seed",
        "5",
        "--bad-rate",
        "0.02",
        "--out",
        directory.resolve(name).toString());
  }

  /**
   * The last result of each key, which nothing takes back; checks the account against the answer.
   */
  private Map<String, String> run(
      Consumer<String[]> main, String input, int parallelism, String mode, String... key)
      throws IOException {
    Path out = directory.resolve("out");
    Outcome outcome =
        Outcome.of(
            main,
            "--input",
            directory.resolve(input).toString(),
            "--mode",
            mode,
            "--output",
            "files:" + out + "?format=json",
            "--rejected",
            "discard",
            "--summary-json",
            directory.resolve("summary.json").toString(),
            "-p",
            "" + parallelism);
    assertThat(outcome.err()).contains(" balanced: ");
    JsonNode summary = summary();
    JsonNode expected = expected(input);
    for (String count : new String[] {"accepted", "rejected"}) {
      assertThat(summary.get(count)).as(count).isEqualTo(expected.get(count));
    }
    assertThat(summary.get("read").longValue()).isEqualTo(ROWS);

    Map<String, String> results = new TreeMap<>();
    for (String line : Runs.lines(out)) {
      JsonNode row = Runs.json(line);
      StringBuilder group = new StringBuilder();
      StringBuilder values = new StringBuilder();
      row.properties()
          .forEach(
              field -> {
                boolean isKey = java.util.List.of(key).contains(field.getKey());
                if (!field.getKey().equals(RowFormat.OP)) {
                  (isKey ? group : values).append(' ').append(plain(field.getValue()));
                }
              });
      String name = group.toString().strip();
      String value = values.toString().strip();
      if (!row.has(RowFormat.OP)) {
        assertThat(results.put(name, value)).as("one result of " + name).isNull();
      } else if (row.get(RowFormat.OP).asText().startsWith("+")) {
        assertThat(results.put(name, value)).as("taken back: " + name).isNull();
      } else {
        assertThat(results.remove(name)).as("what is taken back").isEqualTo(value);
      }
    }
    return results;
  }

  private static String numbers(JsonNode object, String... names) {
    StringBuilder values = new StringBuilder();
    for (String name : names) {
      values.append(' ').append(plain(object.get(name)));
    }
    return values.toString().strip();
  }

  private static String plain(JsonNode value) {
    return value.isNumber()
        ? new BigDecimal(value.asText()).stripTrailingZeros().toPlainString()
        : value.asText();
  }

  private JsonNode expected(String input) throws IOException {
    return Runs.json(directory.resolve(input + ".expected.json"));
  }

  private JsonNode summary() throws IOException {
    assertThat(Files.exists(directory.resolve("summary.json"))).isTrue();
    return Runs.json(directory.resolve("summary.json"));
  }
}
