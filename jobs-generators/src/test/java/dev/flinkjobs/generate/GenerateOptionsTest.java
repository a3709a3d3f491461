package dev.flinkjobs.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.options.OptionsDocs;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.output.RowTarget;
import dev.flinkjobs.output.RowTargetScheme;
import dev.flinkjobs.output.Utf8Buffer;
import dev.flinkjobs.testing.OptionsContract;
import dev.flinkjobs.testing.TestsOption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateOptionsTest {
  @TempDir Path directory;

  @Test
  void everyOptionIsTested() {
    OptionsContract.everyOptionIsTested(
        OptionsDocs.names(new GenerateThings(), GenerateOptions.class), GenerateOptionsTest.class);
  }

  @Test
  @TestsOption("--rows")
  void rowsAreRequiredAndANumber() {
    assertThat(options("--rows", "5000000000").rows()).isEqualTo(5_000_000_000L);
    assertThat(faults("--out", "x.csv")).containsExactly("--rows is missing, e.g. --rows 1000000");
    assertThat(faults("--out", "x.csv", "--rows"))
        .containsExactly("--rows needs a value, e.g. --rows 1000000");
    assertThat(faults("--out", "x.csv", "--rows", "1e6"))
        .containsExactly(
            "--rows: '1e6' is not allowed; allowed: a whole number from 0 to 5,000,000,000");
    assertThat(faults("--out", "x.csv", "--rows", "5000000001"))
        .containsExactly(
            "--rows: '5000000001' is not allowed; allowed: a whole number from 0 to 5,000,000,000");
  }

  @Test
  @TestsOption("--out")
  void outIsRequiredAndAFileThatCanBe() throws IOException {
    Path there = Files.createFile(directory.resolve("there.csv"));
    Path nowhere = directory.resolve("nowhere");
    assertThat(options("--rows", "1", "--out", "x.csv").out()).isEqualTo(Path.of("x.csv"));
    assertThat(options("--rows", "1", "--out", "x.csv").expectedOut())
        .isEqualTo(Path.of("x.csv.expected.json"));
    assertThat(faults("--rows", "1"))
        .containsExactly("--out is missing, e.g. --out big.csv; or --to things://PLACE");
    assertThat(faults("--rows", "1", "--out", "-"))
        .containsExactly(
            "--out -: a second file is written beside it, so give a file, e.g. big.csv");
    assertThat(faults("--rows", "1", "--out", directory.toString()))
        .containsExactly(
            "--out "
                + directory
                + ": is a directory; give a file, e.g. --out "
                + directory.resolve("big.csv"));
    assertThat(faults("--rows", "1", "--out", nowhere.resolve("x.csv").toString()))
        .containsExactly(
            "--out "
                + nowhere.resolve("x.csv")
                + ": there is no directory "
                + nowhere
                + "; make it, or give another");
    assertThat(faults("--rows", "1", "--out", there.toString()))
        .containsExactly(
            "--out " + there + ": exists already; give another name, or add --overwrite");
  }

  @Test
  @TestsOption("--to")
  void rowsAreSentToWhatIsOnTheClassPathWithOrWithoutAFile() {
    assertThat(options("--rows", "1").to()).isEmpty();
    assertThat(parsed("--rows", "1", "--to", "things://here").hasFile()).isFalse();
    assertThat(options("--rows", "1", "--to", "things://here").hasFile()).isTrue();
    assertThat(faults("--rows", "1", "--to", "things://nowhere"))
        .containsExactly("--to things://nowhere: is nowhere");
    assertThat(faults("--rows", "1", "--to", "thing://here"))
        .containsExactly("--to thing://here: rows cannot be sent there; write things://PLACE");
  }

  @Test
  void eachRowIsSentWithoutItsLineEndAndTheHeaderIsNot() throws IOException {
    List<String> sent = new ArrayList<>();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    new Rows(options("--rows", "2"), "a,b\n", "1,\"two\nlines\"\n", "3,4\n")
        .writeTo(file, new Kept(sent));
    assertThat(sent).containsExactly("1,\"two\nlines\"", "3,4");
    assertThat(file.toString(StandardCharsets.UTF_8)).isEqualTo("a,b\n1,\"two\nlines\"\n3,4\n");
  }

  @Test
  @TestsOption("--overwrite")
  void overwriteIsNeededWhereEitherFileIsThere() throws IOException {
    Path csv = directory.resolve("a.csv");
    Path json = Files.createFile(directory.resolve("a.csv.expected.json"));
    assertThat(faults("--rows", "1", "--out", csv.toString()))
        .containsExactly(
            "--out "
                + csv
                + ": the file "
                + json
                + " that belongs to it exists already; give another name, or add --overwrite");
    assertThat(options("--rows", "1", "--out", csv.toString(), "--overwrite").out()).isEqualTo(csv);
  }

  @Test
  @TestsOption("--seed")
  void aSeedIsAnyWholeNumber() {
    assertThat(options("--rows", "1").seed()).isEqualTo(1);
    assertThat(options("--rows", "1", "--seed", "-9223372036854775808").seed())
        .isEqualTo(Long.MIN_VALUE);
    assertThat(faults("--rows", "1", "--out", "x.csv", "--seed", "abc"))
        .containsExactly("--seed: 'abc' is not allowed; allowed: a whole number");
  }

  @Test
  @TestsOption("--bad-rate")
  void noRowIsBadUnlessAsked() {
    assertThat(options("--rows", "1").badRate()).isZero();
    assertThat(options("--rows", "1", "--bad-rate", "0.02").badRate()).isEqualTo(0.02);
    assertThat(faults("--rows", "1", "--out", "x.csv", "--bad-rate", "2%"))
        .containsExactly(
            "--bad-rate: '2%' is not allowed; allowed: a number from 0 to 1, such as 0.02");
  }

  /** The options of a command line without faults; {@code --out} is a file that is not there. */
  private static GenerateOptions options(String... args) {
    return parsed(
        Arrays.asList(args).contains("--out")
            ? args
            : Stream.concat(Stream.of(args), Stream.of("--out", "not-there.csv"))
                .toArray(String[]::new));
  }

  private static GenerateOptions parsed(String... args) {
    GenerateOptions options = new GenerateThings();
    assertThat(CommandLineParser.parse(options, args, new StringBuilder())).isTrue();
    return options;
  }

  private static List<String> faults(String... args) {
    return catchThrowableOfType(UsageException.class, () -> parsed(args)).messages();
  }

  private static final class GenerateThings extends GenerateOptions {
    @Override
    public String name() {
      return "generate things";
    }

    @Override
    public Class<?> mainClass() {
      return GenerateOptionsTest.class;
    }
  }

  /** Takes rows at one place only. */
  public static final class Things implements RowTargetScheme {
    @Override
    public String form() {
      return "things://PLACE";
    }

    @Override
    public RowTarget open(String option, String text, Problems problems) {
      if (!text.equals("things://here")) {
        problems.add(option + " " + text + ": is nowhere");
      }
      return RowTarget.NOWHERE;
    }
  }

  private record Kept(List<String> rows) implements RowTarget {
    @Override
    public void send(byte[] row) {
      rows.add(new String(row, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {}
  }

  private static final class Rows extends CsvGenerator<ExpectedResults> {
    private final Iterator<String> rows;

    Rows(GenerateOptions options, String header, String... rows) {
      super(header, options, new NoResults());
      this.rows = List.of(rows).iterator();
    }

    @Override
    protected void writeRow(Utf8Buffer to) {
      to.text(rows.next());
    }
  }

  private static final class NoResults extends ExpectedResults {
    @Override
    protected void writeResults(Writer json) {
      throw new UnsupportedOperationException();
    }
  }
}
