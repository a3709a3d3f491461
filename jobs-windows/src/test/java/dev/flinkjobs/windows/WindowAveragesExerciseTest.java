package dev.flinkjobs.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.options.Texts;
import dev.flinkjobs.plain.Transaction;
import dev.flinkjobs.run.ExerciseRunner;
import dev.flinkjobs.run.JobFailedException;
import dev.flinkjobs.testing.StdStreams;
import dev.flinkjobs.windows.WindowAveragesExercise.AverageAggregate;
import dev.flinkjobs.windows.WindowAveragesExercise.SumAndCount;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowAveragesExerciseTest {
  private static final int MANY = 100_000;
  private static final String WATERMARKS = "-Dpipeline.auto-watermark-interval=1ms";
  private static final Path SAMPLE = Path.of("..", "data", "clean-transactions.csv");

  @TempDir private Path directory;

  private String rows(String... rows) throws IOException {
    Path file = directory.resolve("t.csv");
    List<String> lines = new ArrayList<>(List.of("transaction_id,timestamp,amount"));
    lines.addAll(List.of(rows));
    Files.write(file, lines);
    return file.toString();
  }

  private static String t(String time) {
    return "2024-05-11 " + time;
  }

  private static List<String> exercise(String... args) {
    try (StdStreams std = StdStreams.capture()) {
      ExerciseRunner.run(args, new WindowAveragesExerciseOptions());
      return std.out().lines().toList();
    }
  }

  private static List<Double> averages(String... args) {
    return exercise(args).stream()
        .map(line -> line.replaceFirst("^Tumbling Window Avg(:\\d)?> ", ""))
        .map(Double::valueOf)
        .toList();
  }

  @Test
  void everyTextIsThereInBothLanguages() {
    assertThat(Texts.faults(new WindowAveragesExerciseOptions())).isEmpty();
  }

  private String literal() throws IOException {
    return rows(
        "tx1," + t("10:00:00") + ",100",
        "tx1," + t("10:00:03") + ",200",
        "tx1," + t("10:00:06") + ",300");
  }

  @Test
  void theExercisePrintsTheAverageOfEachWindowBehindItsLabel() throws IOException {
    assertThat(exercise(literal()))
        .containsExactly("Tumbling Window Avg> 150.0", "Tumbling Window Avg> 300.0");
  }

  @Test
  void atParallelismTwoFlinkPrintsTheSubtask() throws IOException {
    assertThat(exercise(literal(), "-p", "2"))
        .hasSize(2)
        .first()
        .asString()
        .matches("Tumbling Window Avg:[12]> 150\\.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void onCleanInputItsAveragesAreThoseOfTheJobToNineDigits(String parallelism) throws IOException {
    String file =
        rows(
            Stream.iterate(1, i -> i <= 500, i -> i + 1)
                .map(
                    i ->
                        "tx"
                            + i % 7
                            + ","
                            + t(clock(i - i % 2))
                            + ","
                            + i * 977 % 1000
                            + "."
                            + i % 100)
                .toArray(String[]::new));
    assertSameToNineDigits(averages(file, "-p", parallelism), exact(file));
    assertSameToNineDigits(
        averages(SAMPLE.toString(), "-p", parallelism), exact(SAMPLE.toString()));
  }

  private static String clock(int second) {
    return String.format(Locale.ROOT, "10:%02d:%02d", second / 60, second % 60);
  }

  /** The sums of the job, divided by their counts without rounding to six digits. */
  @SuppressWarnings("try") // What is printed here is of no interest.
  private List<Double> exact(String file) throws IOException {
    Path out = directory.resolve("out");
    try (StdStreams std = StdStreams.capture()) {
      WindowAveragesJob.main(
          new String[] {
            "--input", file, "--output", "files:" + out + "?format=json&mode=overwrite"
          });
    }
    List<Double> averages = new ArrayList<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path part : files.filter(Files::isRegularFile).toList()) {
        for (String line : Files.readAllLines(part)) {
          JsonNode window = new ObjectMapper().readTree(line);
          averages.add(
              new BigDecimal(window.path("sum").asText())
                  .divide(new BigDecimal(window.path("count").asText()), MathContext.DECIMAL64)
                  .doubleValue());
        }
      }
    }
    return averages;
  }

  private static void assertSameToNineDigits(List<Double> plain, List<Double> exact) {
    List<Double> some = plain.stream().sorted().toList();
    List<Double> all = exact.stream().sorted().toList();
    assertThat(some).hasSameSizeAs(all).isNotEmpty();
    for (int i = 0; i < all.size(); i++) {
      assertThat(Math.abs(some.get(i) - all.get(i)))
          .isLessThanOrEqualTo(Math.abs(all.get(i)) * 1e-9);
    }
  }

  @Test
  void twoAccumulatorsMergeIntoOneOfAllTheirRows() {
    AverageAggregate average = new AverageAggregate();
    SumAndCount three = average.merge(with(average, 1, 2), with(average, 6));
    assertThat(average.getResult(three)).isEqualTo(3.0);
    assertThat(average.merge(three, average.createAccumulator())).isEqualTo(three);
    assertThat(average.getResult(average.createAccumulator())).isNaN();
  }

  private static SumAndCount with(AverageAggregate average, double... amounts) {
    SumAndCount all = average.createAccumulator();
    for (double amount : amounts) {
      Transaction row = new Transaction();
      row.amount = amount;
      all = average.add(row, all);
    }
    return all;
  }

  @Test
  void theAccumulatorNeedsNoKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(SumAndCount.class);
  }

  /** Where the job rejects a row. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Not late, since the watermark is a second behind.
        "tx1,10:00:05,1 tx1,10:00:04,50 | 50.0 1.0",
        // A missing amount: the average of its window is none.
        "tx1,10:00:01,1 tx1,10:00:02, tx1,10:00:06,3 | NaN 3.0",
        // A missing key: a key like others.
        ",10:00:01,1 tx1,10:00:01,3 | 1.0 3.0",
      })
  void aDirtyRowIsDroppedOrTaken(String rows, String averages) throws IOException {
    String file =
        rows(
            Stream.of(rows.split(" "))
                .map(row -> row.replace(",10:", ",2024-05-11 10:"))
                .toArray(String[]::new));
    assertThat(averages(file))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(averages.split(" ")).map(Double::valueOf).toList());
  }

  /**
   * Flink emits a watermark by a timer, here each millisecond: whether a row is late depends on how
   * long the rows before it took. The job writes it to the output for late rows.
   */
  @Test
  void aLateRowIsDroppedInSilence() throws IOException {
    String file = rows(behind(MANY, "tx1," + t("10:00:00") + ",2", "tx1," + t("09:00:00") + ",7"));
    assertThat(averages(file, WATERMARKS)).containsExactly(2.0);
  }

  /** The job rejects the row in the far future. */
  @Test
  void aTimeInTheFarFutureMakesRowsAfterItLate() throws IOException {
    List<String> rows = new ArrayList<>(List.of("tx1,2124-05-11 10:00:00,5"));
    rows.addAll(
        List.of(behind(MANY, "tx1," + t("10:00:00") + ",2", "tx1," + t("11:00:00") + ",7")));
    assertThat(averages(rows(rows.toArray(String[]::new)), WATERMARKS))
        .contains(5.0)
        .doesNotContain(7.0);
  }

  private static String[] behind(int times, String row, String last) {
    return Stream.concat(Collections.nCopies(times, row).stream(), Stream.of(last))
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tx1,,1",
        "tx1,2024-05-11T10:00:00Z,1",
        "tx1,2024-02-30 10:00:00,1",
        "tx1,1715421600000,1",
        "tx1,2024-05-11 10:00:00,abc",
      })
  void aDirtyRowFailsTheJob(String row) throws IOException {
    String file = rows("tx1," + t("10:00:00") + ",1", row);
    assertThatThrownBy(() -> exercise(file))
        .isInstanceOf(JobFailedException.class)
        .message()
        .startsWith(file + ": the program failed")
        .contains("./jobs window-averages rejects such a row and goes on\ncause: ")
        .hasLineCount(2);
  }
}
