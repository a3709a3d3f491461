package dev.flinkjobs.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExerciseOptionsTest {
  private final TryThingsOptions options = new TryThingsOptions();

  private List<String> faults(String... args) {
    Problems problems = new Problems();
    CommandLineParser.parse(options, args, new StringBuilder(), problems);
    return problems.messages();
  }

  @Test
  void theFileMayStandAnywhereAndBeLeftOut(@TempDir Path directory) throws IOException {
    String file = Files.createFile(directory.resolve("t.csv")).toString();
    assertThat(faults("-p", "2", file, "-Dparallelism.of=3")).isEmpty();
    assertThat(options.file()).contains(file);
    assertThat(options.parallelism()).hasValue(2);
    assertThat(faults()).isEmpty();
    assertThat(options.sample()).isEqualTo("things.csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none.csv", "", "no/where"})
  void aFileThatIsNotThereIsAFault(String file) {
    assertThat(faults(file))
        .containsExactly(
            "FILE "
                + file
                + ": there is no such file; leave it out to read the sample data/things.csv");
  }

  @Test
  void aFileOfAnotherFileSystemIsLeftToFlink() {
    assertThat(faults("s3://bucket/t.csv")).isEmpty();
  }

  @Test
  void thereIsOneFile() {
    assertThat(faults("/", "b.csv", "c.csv"))
        .containsExactly(
            "'b.csv' is not an option; see --help", "'c.csv' is not an option; see --help");
    assertThat(faults("-")).containsExactly("'-' is not an option; see --help");
  }

  @Test
  void whereItRunsIsNotToBeSaid() {
    assertThat(faults("-Dexecution.target=remote"))
        .containsExactly(
            "-Dexecution.target: an exercise runs in the cluster inside this process; leave it out,"
                + " or submit the program: flink run -c dev.flinkjobs.options.TryThingsOptions JAR"
                + " FILE");
  }

  @Test
  void helpAndReferenceShowTheFile() {
    assertThat(Help.text(options, Lang.EN))
        .startsWith(
            """
            Usage: ./jobs exercise things [FILE] [options]

            What can be tried?

            FILE is a CSV file with a header line, or a directory of such files. Without it the sample data is
            read.

            Running
              -p, --parallelism <number>
                  How many subtasks each operator has.
                  Default: 1 · Unit: subtasks · Example: --parallelism 4
            """);
    assertThat(OptionsDocs.markdown(List.of(options)))
        .contains("Behind the name the file to read, or nothing for the sample data.\n")
        .contains("| `-p, --parallelism <number>` | How many subtasks each operator has. | 1 |");
  }
}
