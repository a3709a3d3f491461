package dev.flinkjobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.run.JobFailedException;
import dev.flinkjobs.testing.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SalesSummaryJobTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"batch", "streaming"})
  void whatIsLeftOutIsCountedByReasonAndTheHeaderIsNoCategory(String mode) throws IOException {
    Path input =
        file(
            "38,1.71, 패션 ",
            "18,41.25,Electronics",
            "-30,29.11,Electronics",
            "14,-68.11,Accessories",
            "abc,1,Accessories",
            ",1,Accessories",
            "1,,Accessories",
            "1,1, ");
    Path summary = directory.resolve("summary.json");
    Outcome outcome =
        run("--input", input.toString(), "--mode", mode, "--summary-json", summary.toString());
    assertThat(outcome.out())
        .isEqualTo(
            mode.equals("streaming")
                ? "+I[패션, 64.98]\n+I[Electronics, 742.50]\n"
                : """
                category     total_sales
                Electronics       742.50
                패션               64.98
                """);
    assertThat(outcome.summary())
        .contains("accepted:2,")
        .contains(
            "filtered:6,filteredByReason:{Category is missing:1,Quantity is no number:1,"
                + "Quantity is not above 0:2,UnitPrice is not above 0:2}")
        .contains("balanced:true");
    JsonNode told = Runs.json(summary);
    assertThat(told.get("filtered").intValue()).isEqualTo(6);
    assertThat(told.at("/filteredByReason/Category is missing").intValue()).isEqualTo(1);
  }

  /** All in one run, since the plan of this script takes seconds. */
  @Test
  void numbersAreCoercedAndTotalsRoundedToCents() throws IOException {
    List<String> cases =
        List.of(
            " 5 | 2.5 |12.50",
            "5.0|+2.5|12.50",
            "1|0.0049|0.00",
            "1|0.0050|0.01",
            "1e3|1|1,000.00",
            "1E+2|.5|50.00",
            "5.|1.25e-2|0.06",
            " +1.5e1\t|\t2|30.00",
            "1.50000|1.0E0|1.50",
            "999999999999e0|1|999,999,999,999.00",
            "0.0000000001e10|10000e-4|1.00",
            "999999999999|999999999999.9999|999,999,999,998,999,900,000,000.00");
    List<String> rows = new ArrayList<>();
    List<String> totals = new ArrayList<>();
    for (String each : cases) {
      String[] numbers = each.split("[|]", -1);
      String category = "case-" + rows.size();
      rows.add(numbers[0] + "," + numbers[1] + "," + category);
      totals.add(category + " " + numbers[2]);
    }
    Path input = file(rows.toArray(String[]::new));
    assertThat(run("--input", input.toString()).out().lines().skip(1))
        .map(line -> line.replaceAll(" +", " "))
        .containsExactlyInAnyOrderElementsOf(totals);
  }

  /**
   * Each row is there twice as often as the one before, so that a count says which rows it is of.
   */
  @Test
  void nothingIsRoundedOnTheWay() throws IOException {
    List<String> cases =
        List.of(
            "1.00001,1: Quantity is out of range",
            "1,1.00001: UnitPrice is out of range",
            "1e,1: Quantity is no number",
            ".,1: Quantity is no number",
            "1.5e-5,1: Quantity is out of range",
            "1e999999999,1: Quantity is out of range",
            "1,1e12: UnitPrice is out of range",
            "1,1234567890123: UnitPrice is out of range",
            "1,999999999999.99999: UnitPrice is out of range",
            "1,999999999999.9999999999e-17: UnitPrice is out of range",
            "1,inf: UnitPrice is no number",
            "0,1: Quantity is not above 0",
            "1,0.0000: UnitPrice is not above 0");
    List<String> rows = new ArrayList<>(List.of("1,1,b"));
    Map<String, Integer> byReason = new TreeMap<>();
    for (String each : cases) {
      String[] rowAndReason = each.split(": ", -1);
      int times = rows.size();
      rows.addAll(Collections.nCopies(times, rowAndReason[0] + ",a"));
      byReason.merge(rowAndReason[1], times, Integer::sum);
    }
    Outcome outcome = run("--input", file(rows.toArray(String[]::new)).toString());
    assertThat(outcome.lines()).noneMatch(line -> line.startsWith("a"));
    assertThat(outcome.summary())
        .contains(
            "filteredByReason:" + byReason.toString().replace("=", ":").replace(", ", ",") + ",");
  }

  @Test
  void categoriesThatPandasTakesForMissingAreText() throws IOException {
    Path input = file("1,1,NA", "1,2,None", "1,4,NaN", "1,8,");
    Outcome outcome = run("--input", input.toString());
    assertThat(outcome.out())
        .isEqualTo(
            """
            category  total_sales
            NA               1.00
            NaN              4.00
            None             2.00
            """);
    assertThat(outcome.summary()).contains("filtered:1,filteredByReason:{Category is missing:1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "streaming"})
  void inputOfWhichEachRowIsLeftOutIsAFailure(String mode) throws IOException {
    Path input = file("a,1,x", "0,1,x", "b,1,x");
    assertThatThrownBy(() -> run("--input", input.toString(), "--mode", mode))
        .isInstanceOf(JobFailedException.class)
        .hasMessage(
            "no row of 3 was accepted; most frequent: 2 filtered, Quantity is no number; check"
                + " whether --input is the right one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "streaming"})
  void anHourHasItsOwnTotal(String mode) throws IOException {
    Path input =
        write(
            """
            Quantity,UnitPrice,Category,InvoiceDate
            1,1,a,2020-01-01 00:00
            1,2,a,2020-01-01 00:59:59
            1,4,a,2020-01-01 01:00
            1,8,a,
            1,8,a,soon
            1,8,a,2023-02-29
            -1,8,a,2020-01-01
            1,16,a,1970-01-01 00:00:00
            1,32,a,2020-01-01T01:00:00Z
            """);
    Outcome outcome =
        run(
            "--input",
            input.toString(),
            "--window",
            "1h",
            "--mode",
            mode,
            "--output",
            "files:" + directory.resolve("out"),
            "-p",
            "1");
    assertThat(Runs.lines(directory.resolve("out")))
        .containsExactly(
            "category,window_start,window_end,total_sales",
            "a,1970-01-01T00:00:00Z,1970-01-01T01:00:00Z,16.00",
            "a,2020-01-01T00:00:00Z,2020-01-01T01:00:00Z,3.00",
            "a,2020-01-01T01:00:00Z,2020-01-01T02:00:00Z,36.00");
    assertThat(outcome.summary())
        .contains("rejected:{total:3,byReason:{missing value:1,not a timestamp:2}}")
        .contains("filtered:1,filteredByReason:{Quantity is not above 0:1}");
  }

  @Test
  void onlyTheColumnsThatAreNeededHaveToBeThere() throws IOException {
    Path input = write("Category,Quantity\na,1\n");
    assertThat(Runs.faults(SalesSummaryJob::main, "--input", input.toString()))
        .singleElement()
        .asString()
        .contains("has no column 'UnitPrice'; it has: 'Category', 'Quantity'");
  }

  private Outcome run(String... args) {
    return Outcome.of(SalesSummaryJob::main, args);
  }

  private Path file(String... rows) throws IOException {
    return write("Quantity,UnitPrice,Category\n" + String.join("\n", rows) + "\n");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "sales", ".csv"), text);
  }
}
