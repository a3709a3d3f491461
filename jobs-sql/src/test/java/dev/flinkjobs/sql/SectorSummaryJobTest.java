package dev.flinkjobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectorSummaryJobTest {
  private static final String HEADER =
      "sector,total_value,avg_price,total_volume,transaction_count\n";

  @TempDir Path directory;

  @Test
  void theExercisePrintsTheSumsOfEachSectorAsATable() throws IOException {
    Path input =
        file(
            "005930,semiconductor,71000.50,100,2024-05-11",
            "068270,바이오,175000.10,30,2024-05-13",
            "000660,semiconductor,180000.01,10,2024-05-11");
    Outcome outcome = run("--input", input.toString());
    assertThat(outcome.out())
        .isEqualTo(
            """
            sector          total_value       avg_price  total_volume  transaction_count
            semiconductor  8,900,050.10  125,500.255000           110                  2
            바이오         5,250,003.00  175,000.100000            30                  1
            """);
    assertThat(outcome.summary()).contains("emitted:2,", "balanced:true");
  }

  @Test
  void aValueSteersNoTerminalAndTheColumnsStayInLine() throws IOException {
    Path input =
        file("005930,\u001b[2J,1.00,1,2024-05-11", "068270,\"a\u009b\nb\",1.00,1,2024-05-13");
    assertThat(run("--input", input.toString()).out())
        .isEqualTo(
            """
            sector      total_value  avg_price  total_volume  transaction_count
            \\u001b[2J          1.00   1.000000             1                  1
            a\\u009b\\nb         1.00   1.000000             1                  1
            """);
  }

  @Test
  void theColumnsOfTheFileAreThoseOfTheScript() {
    String script = Script.load("sector-summary").setUp().get(0);
    assertThat(
            script
                .lines()
                .filter(line -> line.startsWith("  ") && line.contains("NOT NULL"))
                .map(line -> line.strip().replaceFirst(" .*", "")))
        .containsExactlyElementsOf(new SectorSummaryOptions().columns());
  }

  @Test
  void filesHaveTheColumnsOfTheQuery() throws IOException {
    Path input = file("005930,b,0.10,3,2024-05-11", "000660,a,0.20,1,2024-05-11");
    run("--input", input.toString(), "--output", "files:" + directory.resolve("csv"), "-p", "1");
    assertThat(CommittedParts.asOne(directory.resolve("csv")))
        .isEqualTo(HEADER + "a,0.20,0.200000,1,1\nb,0.30,0.100000,3,1\n");
    run(
        "--input",
        input.toString(),
        "--output",
        "files:" + directory.resolve("json") + "?format=json",
        "-p",
        "1");
    assertThat(CommittedParts.asOne(directory.resolve("json")))
        .startsWith(
            "{\"sector\":\"a\",\"total_value\":0.20,\"avg_price\":0.200000,\"total_volume\":1,"
                + "\"transaction_count\":1}");
  }

  @Test
  void averagesAreRoundedHalfUpAtTheSixthDigit() throws IOException {
    Path input =
        file("1,a,0.01,1,d", "1,a,0.01,1,d", "1,a,0.00,1,d", "1,b,2,1,d", "1,b,0,1,d", "1,b,0,1,d");
    assertThat(run("--input", input.toString()).out())
        .contains("a              0.02   0.006667 ")
        .contains("b              2.00   0.666667 ");
  }

  @Test
  void streamingPrintsEveryChange() throws IOException {
    Path input = file("005930,a,1,3,2024-05-11", "000660,a,3.5,1,2024-05-11");
    assertThat(run("--input", input.toString(), "--mode", "streaming").out())
        .isEqualTo(
            """
            +I[a, 3.00, 1.000000, 3, 1]
            -U[a, 3.00, 1.000000, 3, 1]
            +U[a, 6.50, 2.250000, 4, 2]
            """);
  }

  @Test
  void filesSayWhichResultReplacesAnother() throws IOException {
    Path input = file("005930,a,1,3,2024-05-11", "000660,a,3.5,1,2024-05-11");
    run(
        "--input",
        input.toString(),
        "--mode",
        "streaming",
        "--output",
        "files:" + directory.resolve("out"),
        "-p",
        "1");
    assertThat(CommittedParts.asOne(directory.resolve("out")))
        .isEqualTo(
            "op,"
                + HEADER
                + "+I,a,3.00,1.000000,3,1\n-U,a,3.00,1.000000,3,1\n+U,a,6.50,2.250000,4,2\n");
  }

  @Test
  void anHourHasItsOwnResultInBothModes() throws IOException {
    Path input =
        file(
            "1,a,1,1,2024-05-11 10:00:00",
            "1,a,2,1,2024-05-11 11:00:00",
            "1,a,3,1,2024-05-11 10:59:59.999",
            "1,a,4,1,2024-05-12",
            "1,a,5,1,yesterday");
    Outcome batch = run("--input", input.toString(), "--window", "1h");
    assertThat(batch.out())
        .isEqualTo(
            """
            sector  window_start          window_end            total_value  avg_price  total_volume  transaction_count
            a       2024-05-11T10:00:00Z  2024-05-11T11:00:00Z         4.00   2.000000             2                  2
            a       2024-05-11T11:00:00Z  2024-05-11T12:00:00Z         2.00   2.000000             1                  1
            a       2024-05-12T00:00:00Z  2024-05-12T01:00:00Z         4.00   4.000000             1                  1
            """);
    assertThat(batch.summary()).contains("rejected:{total:1,byReason:{not a timestamp:1}}");
    Outcome streaming = run("--input", input.toString(), "--window", "1h", "--mode", "streaming");
    assertThat(streaming.out().lines())
        .containsExactlyInAnyOrder(
            "+I[a, 2024-05-11T10:00:00Z, 2024-05-11T11:00:00Z, 4.00, 2.000000, 2, 2]",
            "+I[a, 2024-05-11T11:00:00Z, 2024-05-11T12:00:00Z, 2.00, 2.000000, 1, 1]",
            "+I[a, 2024-05-12T00:00:00Z, 2024-05-12T01:00:00Z, 4.00, 4.000000, 1, 1]");
    assertThat(streaming.err()).contains("not a timestamp 1\n");
  }

  @Test
  void resultsThatNothingReplacesHaveNoOp() throws IOException {
    Path input = file("1,a,1,1,2024-05-11 10:00:00");
    run(
        "--input",
        input.toString(),
        "--window",
        "1h",
        "--mode",
        "streaming",
        "--output",
        "files:" + directory.resolve("out"),
        "-p",
        "1");
    assertThat(CommittedParts.asOne(directory.resolve("out")))
        .startsWith("sector,window_start,window_end,total_value");
  }

  @Test
  void numbersMayHaveAnExponent() throws IOException {
    assertThat(run("--input", file("1,a,1.5e2,1E3,d").toString()).out())
        .endsWith("\na        150,000.00  150.000000         1,000                  1\n");
  }

  @Test
  void aRowThatDoesNotFitTheColumnsIsRejectedWithWhereAndWhy() throws IOException {
    Path input =
        file(
            "1,a,1,1,d",
            "1,a,1.005,1,d",
            "1,a,12345678901234567,1,d",
            "1,a,,1,d",
            "1,,1,1,d",
            "1,a,1,1.5,d",
            "1,a,x,1,d",
            "1,a,1,1");
    Outcome outcome = run("--input", input.toString());
    assertThat(outcome.err())
        .contains(":2: price '1.005' is out of range\n")
        .contains(":3: price '12345678901234567' is out of range\n")
        .contains(":4: price is missing\n")
        .contains(":5: sector is missing\n")
        .contains(":6: volume '1.5' is out of range\n")
        .contains(":7: price 'x' is not a number\n")
        .contains(":8: wrong column count in '1,a,1,1'\n");
    assertThat(outcome.summary()).contains("accepted:1,", "balanced:true");
  }

  @Test
  void aSumWithMoreDigitsThanItsTypeEndsTheJobInBothModes() throws IOException {
    String most = "1,a,9999999999999999.99,99999999999999999999,d";
    Path input = file(most, most, "1,b,1,1,d");
    for (String mode : new String[] {"batch", "streaming"}) {
      assertThat(Runs.failure(SectorSummaryJob::main, "--input", input.toString(), "--mode", mode))
          .isEqualTo(
              "total_value of sector a has more digits than its DECIMAL, for which SQL says NULL;"
                  + " look for a value that is far too large, or group by more columns");
    }
  }

  @Test
  void theLargestSumIsExact() throws IOException {
    Path input = file("1,a,9999999999999999.99,99999999999999999999,d");
    assertThat(run("--input", input.toString()).out())
        .contains("999,999,999,999,999,998,990,000,000,000,000,000.01");
  }

  @Test
  void explainShowsTheOptimizedPlanAboveTheDiagram() throws IOException {
    String plan = run("--input", file("1,a,1,1,d").toString(), "--explain").out();
    assertThat(plan)
        .startsWith("%% Sort(orderBy=[sector ASC,")
        .contains("HashAggregate", "\nflowchart LR\n");
    assertThat(plan.lines().takeWhile(line -> line.startsWith("%% ")).count()).isGreaterThan(3);
  }

  @Test
  void batchSaysWhatItCannotDo() throws IOException {
    Path inbox = Files.createDirectory(directory.resolve("inbox"));
    assertThat(
            Runs.faults(
                SectorSummaryJob::main,
                "--input",
                "files:" + inbox + "?watch=1s",
                "--state-dir",
                directory.resolve("state").toString(),
                "-Dexecution.state-recovery.path=file:/x"))
        .containsExactly(
            "--state-dir: batch keeps no state to go on from; add --mode streaming",
            "-Dexecution.state-recovery.path: batch keeps no state to go on from; leave the option"
                + " out",
            "--input: this input never ends, and batch gives its results at the end; add --mode"
                + " streaming");
  }

  @Test
  void windowsNeedAnInputThatEnds() throws IOException {
    Path inbox = Files.createDirectory(directory.resolve("inbox"));
    assertThat(
            Runs.faults(
                SectorSummaryJob::main,
                "--input",
                "files:" + inbox + "?watch=1s",
                "--mode",
                "streaming",
                "--window",
                "1h"))
        .containsExactly(
            "--window: windows of SQL end with the input, and this input never ends; give files"
                + " that end, or take window-averages");
  }

  private Outcome run(String... args) {
    return Outcome.of(SectorSummaryJob::main, args);
  }

  private Path file(String... rows) throws IOException {
    return Files.writeString(
        Files.createTempFile(directory, "finance", ".csv"), String.join("\n", rows) + "\n");
  }
}
