package dev.flinkjobs.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script in bash, which calls it as it would after TAB. */
class CompletionTest {
  @TempDir private Path directory;

  @BeforeEach
  void script() throws IOException {
    List<CommandOptions> commands =
        List.of(new ExampleOptions(), new MakeThingsOptions(), new TryThingsOptions());
    Files.writeString(directory.resolve("script"), Completion.bash(commands));
  }

  @Test
  void theFirstWordIsACommand() throws Exception {
    assertThat(complete("./jobs", ""))
        .containsExactlyInAnyOrder(
            "--help",
            "--lang",
            "--version",
            "completion",
            "example",
            "exercise",
            "kubernetes",
            "make");
    assertThat(complete("./jobs", "exa")).containsExactly("example");
  }

  @Test
  void theSecondWordOfACommandFollows() throws Exception {
    assertThat(complete("./jobs", "make", "")).containsExactly("things");
    assertThat(complete("./jobs", "completion", "z")).containsExactly("zsh");
  }

  @Test
  void optionsAreThoseOfTheCommand() throws Exception {
    assertThat(complete("./jobs", "example", "--in")).containsExactly("--input");
    assertThat(complete("./jobs", "make", "things", "--"))
        .containsExactlyInAnyOrder("--help", "--lang", "--verbose", "--version");
  }

  @Test
  void aWordOfAnEnumIsCompleted() throws Exception {
    assertThat(complete("./jobs", "example", "--emit", "at")).containsExactly("at-end");
    assertThat(complete("./jobs", "make", "things", "--lang", ""))
        .containsExactlyInAnyOrder("en", "ko");
  }

  @Test
  void aValueAfterAnEqualsSignIsCompleted() throws Exception {
    assertThat(complete("./jobs", "example", "--emit", "=")).containsExactly("every", "at-end");
    assertThat(complete("./jobs", "example", "--emit", "=", "e")).containsExactly("every");
    assertThat(complete("./jobs", "example", "--emit=e")).containsExactly("--emit=every");
  }

  @Test
  void pathsAreFilesThatAreThere() throws Exception {
    Files.createFile(directory.resolve("my data.csv"));

    assertThat(complete("./jobs", "example", "--input", "my")).containsExactly("my data.csv");
    assertThat(complete("./jobs", "example", "--summary-json", "my"))
        .containsExactly("my data.csv");
  }

  @Test
  void behindANameThatTakesAFileAreFilesAndOptions() throws Exception {
    Files.createFile(directory.resolve("my data.csv"));

    assertThat(complete("./jobs", "exercise", "t")).containsExactly("things");
    assertThat(complete("./jobs", "exercise", "things", "my")).containsExactly("my data.csv");
    assertThat(complete("./jobs", "exercise", "things", "--pa")).containsExactly("--parallelism");
    assertThat(complete("./jobs", "example", "my")).isEmpty();
  }

  @Test
  void wordsOfferedAsValuesAreCompleted() throws Exception {
    assertThat(complete("./jobs", "example", "--output", ""))
        .containsExactly("print", "discard", "files:");
  }

  @Test
  void aValueThatIsNotKnownIsNotCompleted() throws Exception {
    assertThat(complete("./jobs", "example", "--group-by", "")).isEmpty();
  }

  @Test
  void afterAFlagComeOptions() throws Exception {
    assertThat(complete("./jobs", "example", "--dry-run", "--rej")).containsExactly("--rejected");
  }

  /** What bash would offer for the last of the words. */
  private List<String> complete(String... words) throws IOException, InterruptedException {
    String call =
        "source ./script; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _flink_jobs;"
            + " [ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\\n' \"${COMPREPLY[@]}\"";
    List<String> command = new ArrayList<>(List.of("bash", "--norc", "-c", call, "bash"));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }
}
