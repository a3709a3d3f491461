package dev.flinkjobs.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.flinkjobs.generate.transactions.GenerateTransactionsOptions;
import dev.flinkjobs.options.Texts;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.run.ExerciseRunner;
import dev.flinkjobs.run.JobFailedException;
import dev.flinkjobs.testing.StdStreams;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionTotalsExerciseTest {
  private static final Path REFERENCE =
      Path.of("..", "..", "shared", "data", "transactions-reference.csv");
  private static final Path SAMPLE = Path.of("..", "data", "clean-transactions.csv");

  @TempDir private Path directory;

  private String file(String... lines) throws IOException {
    Path file = directory.resolve("t.csv");
    Files.write(file, List.of(lines));
    return file.toString();
  }

  private static List<String> exercise(String... args) {
    try (StdStreams std = StdStreams.capture()) {
      ExerciseRunner.run(args, new TransactionTotalsExerciseOptions());
      return std.out().lines().toList();
    }
  }

  private static List<String> job(Path input) {
    try (StdStreams std = StdStreams.capture()) {
      TransactionTotalsJob.main(new String[] {"--input", input.toString()});
      return std.out().lines().toList();
    }
  }

  @Test
  void everyTextIsThereInBothLanguages() {
    assertThat(Texts.faults(new TransactionTotalsExerciseOptions())).isEmpty();
  }

  @Test
  void theExercisePrintsARunningTotalForEachRowInTheOrderOfTheRows() throws IOException {
    assertThat(
            exercise(file("transaction_type,amount", "purchase,100", "refund,30", "purchase,70")))
        .containsExactly("(purchase, 100.0)", "(refund, 30.0)", "(purchase, 170.0)");
  }

  @Test
  void atParallelismTwoFlinkPrintsTheSubtask() throws IOException {
    String file = file("transaction_type,amount", "purchase,100", "refund,30", "purchase,70");
    assertThat(exercise(file, "-p", "2"))
        .containsExactly("2> (purchase, 100.0)", "2> (refund, 30.0)", "2> (purchase, 170.0)");
  }

  @Test
  void inBatchModeThereIsOneTotalForEachType() throws IOException {
    String file = file("transaction_type,amount", "purchase,100", "refund,30", "purchase,70");
    assertThat(exercise(file, "-Dexecution.runtime-mode=BATCH"))
        .containsExactlyInAnyOrder("(purchase, 170.0)", "(refund, 30.0)");
  }

  @Test
  void withoutAFileTheSampleIsRead() {
    assertThat(exercise()).hasSize(20).isEqualTo(exercise(SAMPLE.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  @SuppressWarnings("try") // What is printed here is of no interest.
  void onCleanInputItsTotalsAreThoseOfTheJobToNineDigits(String parallelism) {
    Path input = directory.resolve("clean.csv");
    try (StdStreams std = StdStreams.capture()) {
      GenerateTransactionsOptions.main(
          new String[] {
            "--rows", "3000", "--seed", "7", "--duplicates", "0.05", "--out", input.toString()
          });
    }
    Map<String, List<BigDecimal>> plain = byType(exercise(input.toString(), "-p", parallelism));
    Map<String, List<BigDecimal>> exact = byType(job(input));
    assertThat(plain.keySet()).isEqualTo(exact.keySet());
    exact.forEach(
        (type, totals) -> assertSameToNineDigits(plain.getOrDefault(type, List.of()), totals));
  }

  /** The totals of each type, in their order. */
  private static Map<String, List<BigDecimal>> byType(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceFirst("^\\d> ", ""))
        .collect(
            Collectors.groupingBy(
                line -> line.substring(1, line.indexOf(", ")),
                TreeMap::new,
                Collectors.mapping(
                    TransactionTotalsExerciseTest::total, Collectors.toUnmodifiableList())));
  }

  private static BigDecimal total(String line) {
    return new BigDecimal(line.substring(line.indexOf(", ") + 2, line.length() - 1));
  }

  private static void assertSameToNineDigits(List<BigDecimal> plain, List<BigDecimal> exact) {
    assertThat(plain).hasSameSizeAs(exact);
    for (int i = 0; i < exact.size(); i++) {
      BigDecimal most = exact.get(i).abs().movePointLeft(9);
      assertThat(plain.get(i)).isCloseTo(exact.get(i), within(most));
    }
  }

  /** Doubles show it in some totals, but far behind the cents. */
  @Test
  void sumsOfDoublesAreRounded() {
    List<String> plain = exercise();
    List<String> exact = job(SAMPLE);
    assertThat(plain.get(11)).isEqualTo("(Transfer, 1004359.5700000001)");
    assertThat(exact.get(11)).isEqualTo("(Transfer, 1004359.57)");
    assertThat(rounded(plain, exact)).isEqualTo(5);
    assertThat(largestDifference(plain, exact)).isLessThan(new BigDecimal("1e-9"));
  }

  @Test
  void ofTheCoursesFileDoublesShow42Of100TotalsRounded() {
    assumeThat(REFERENCE).exists();
    List<String> plain = exercise(REFERENCE.toString());
    List<String> exact = job(REFERENCE);
    assertThat(plain).hasSize(100);
    assertThat(rounded(plain, exact)).isEqualTo(42);
    assertThat(largestDifference(plain, exact)).isLessThan(new BigDecimal("1e-10"));
  }

  private static long rounded(List<String> plain, List<String> exact) {
    return IntStream.range(0, exact.size())
        .filter(i -> total(plain.get(i)).compareTo(total(exact.get(i))) != 0)
        .count();
  }

  private static BigDecimal largestDifference(List<String> plain, List<String> exact) {
    return IntStream.range(0, exact.size())
        .mapToObj(i -> total(plain.get(i)).subtract(total(exact.get(i))).abs())
        .max(BigDecimal::compareTo)
        .orElseThrow();
  }

  /** What the job rejects, with the reason. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Dropped in silence.
        "b,   | (a, 1.0) (a, 3.0)",
        "b,\"\" | (a, 1.0) (a, 3.0)",
        "b     | (a, 1.0) (a, 3.0)",
        "b,NaN | (a, 1.0) (a, 3.0)",
        ",5    | (a, 1.0) (a, 3.0)",
        "\"  \",5 | (a, 1.0) (a, 3.0)",
        // Taken for numbers.
        "b,.5  | (a, 1.0) (b, 0.5) (a, 3.0)",
        "b,5.  | (a, 1.0) (b, 5.0) (a, 3.0)",
        "b,1e3 | (a, 1.0) (b, 1000.0) (a, 3.0)",
        "b,\" 12.50\" | (a, 1.0) (b, 12.5) (a, 3.0)",
        "b,Infinity | (a, 1.0) (b, Infinity) (a, 3.0)",
      })
  void aDirtyRowIsDroppedOrTaken(String row, String totals) throws IOException {
    assertThat(String.join(" ", exercise(file("transaction_type,amount", "a,1", row, "a,2"))))
        .isEqualTo(totals);
  }

  /** And with it the good rows around it, which were read at the same time. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "b,abc",
        "b,\"1,000\"",
        "b,1,000",
        "b,\" \"",
        "b,１００",
        "b,12.3.4",
        "\"b\"c,1",
        "\"b,1"
      })
  void aDirtyRowFailsTheJob(String row) throws IOException {
    String file = file("transaction_type,amount", "a,1", row, "a,2");
    try (StdStreams std = StdStreams.capture()) {
      assertThatThrownBy(
              () -> ExerciseRunner.run(new String[] {file}, new TransactionTotalsExerciseOptions()))
          .isInstanceOf(JobFailedException.class)
          .message()
          .startsWith(
              file
                  + ": the program failed, as plain Flink does at the first row that it cannot read;"
                  + " ./jobs transaction-totals rejects such a row and goes on\ncause: ")
          .contains("line: ")
          .hasLineCount(2);
      assertThat(std.out()).isEmpty();
    }
  }

  @Test
  void theJobsSampleHasBytesAtWhichItFails() {
    assertThatThrownBy(() -> exercise("../data/transactions.csv"))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("cause: Invalid UTF-8");
  }

  @Test
  void bytesOfAnotherEncodingAreToldBeforeTheStartIfTheyComeFirst() throws IOException {
    Path file = directory.resolve("cp949.csv");
    Files.writeString(file, "transaction_type,amount\n입금,1\n", Charset.forName("x-windows-949"));
    assertThatThrownBy(() -> exercise(file.toString()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(file + ": it cannot be read: Invalid UTF-8");
  }

  @Test
  void faultsOfTheCommandLineAreToldTogether() {
    assertThatThrownBy(
            () ->
                exercise(
                    "none.csv",
                    "-p",
                    "200",
                    "-Dexecution.target=remote",
                    "-Dexecution.buffer-timeout.interval=soon"))
        .isInstanceOfSatisfying(
            UsageException.class,
            mistake ->
                assertThat(mistake.messages())
                    .satisfiesExactly(
                        message ->
                            assertThat(message)
                                .isEqualTo(
                                    "FILE none.csv: there is no such file; leave it out to read the"
                                        + " sample data/clean-transactions.csv"),
                        message -> assertThat(message).startsWith("-Dexecution.target: "),
                        message ->
                            assertThat(message)
                                .startsWith("-Dexecution.buffer-timeout.interval=soon: "),
                        message ->
                            assertThat(message).startsWith("--parallelism 200: at most 128")));
  }

  @Test
  void aMissingColumnIsToldBeforeTheStart() throws IOException {
    String file = file("type,amount", "a,1");
    assertThatThrownBy(() -> exercise(file))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            file + ": there is no column 'transaction_type'; its first line names: type, amount");
  }
}
