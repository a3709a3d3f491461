package dev.flinkjobs.generate.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.Outcome;
import dev.flinkjobs.testing.StdStreams;
import dev.flinkjobs.transactions.TransactionTotalsJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of {@code data/}. */
class SampleDataTest {
  private static final Path DATA = Path.of("..", "data");
  private static final String COMMAND = "./jobs generate transactions ";

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      value = {"transactions.csv: 300 rows", "clean-transactions.csv: 20 rows (0 bad, 0 repeated)"})
  void theCommandInTheReadmeMakesTheSample(String sample, String rows) throws IOException {
    Path made = directory.resolve(sample);
    String[] args =
        Arrays.stream(commandInReadme(sample).substring(COMMAND.length()).split(" ", -1))
            .map(arg -> arg.equals("data/" + sample) ? made.toString() : arg)
            .toArray(String[]::new);
    assertThat(args).contains(made.toString());
    try (StdStreams std = StdStreams.capture()) {
      GenerateTransactionsOptions.main(args);
      assertThat(std.err()).contains(rows);
    }
    assertThat(made).hasSameBinaryContentAs(DATA.resolve(sample));
    assertThat(directory.resolve(sample + ".expected.json"))
        .hasSameBinaryContentAs(DATA.resolve(sample + ".expected.json"));
  }

  @Test
  void theJobReadsTheSampleByDefaultAndComesToWhatIsExpected() throws IOException {
    Results expected = Results.expected(DATA.resolve("transactions.csv"));
    Outcome outcome = Outcome.of(TransactionTotalsJob::main, "--emit", "final");
    assertThat(outcome.lines())
        .containsExactlyInAnyOrderElementsOf(
            expected.totals().stream().map(SampleDataTest::printed).toList());
    assertThat(outcome.summary())
        .contains("accepted:" + expected.accepted() + ",")
        .contains(
            expected.rejected().entrySet().stream()
                .map(reason -> reason.getKey() + ":" + reason.getValue())
                .collect(Collectors.joining(",", "byReason:{", "}")));
  }

  @Test
  void theSampleIsALittleDirty() throws IOException {
    Results expected = Results.expected(DATA.resolve("transactions.csv"));
    assertThat(expected.rejected()).hasSizeBetween(4, 6);
    assertThat(expected.duplicates()).isPositive();
  }

  private static String commandInReadme(String sample) throws IOException {
    List<String> commands =
        Files.readAllLines(DATA.resolve("README.md")).stream()
            .filter(line -> line.startsWith(COMMAND) && line.contains(" data/" + sample + " "))
            .toList();
    assertThat(commands).hasSize(1);
    return commands.get(0);
  }

  /** {@code Deposit,1.00,3} as {@code (Deposit, 1.00)}. */
  private static String printed(String line) {
    String[] fields = line.split(",", -1);
    return "(" + fields[0] + ", " + fields[1] + ")";
  }
}
