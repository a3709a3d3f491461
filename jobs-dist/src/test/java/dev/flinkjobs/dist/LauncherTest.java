package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String line) {
    return runIn(Map.of(), line);
  }

  private int runIn(Map<String, String> environment, String line) {
    Catalogue catalogue =
        Catalogue.of(
            List.of(
                new ExampleCommand("count-things", "E2"),
                new ExampleCommand("make things", ""),
                new ExampleCommand("make others", "")));
    return new Launcher(catalogue, environment, stream(out), stream(err))
        .run(line.isEmpty() ? List.of() : List.of(line.split(" ")));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--help", "-h", "--lang en", "--lang=en --help"})
  void withoutACommandTheCatalogueIsShown(String line) {
    assertThat(run(line)).isZero();
    assertThat(out())
        .startsWith("flink-jobs ")
        .contains("usage: ./jobs", "\n  count-things", "\n  make others", "E2  How many things");
    assertThat(err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"LANG", "LC_ALL", "LC_MESSAGES"})
  void theCatalogueSpeaksTheLanguageOfTheEnvironment(String variable) {
    assertThat(runIn(Map.of(variable, "ko_KR.UTF-8"), "")).isZero();
    assertThat(out()).contains("사용법: ./jobs", "무엇이 몇 개나 있나요?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--lang ko", "--lang=ko", "--lang KO --help"})
  void theCatalogueSpeaksTheLanguageThatIsAskedFor(String line) {
    assertThat(runIn(Map.of("LANG", "en_US.UTF-8"), line)).isZero();
    assertThat(out()).contains("사용법: ./jobs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--lang fr", "--lang=fr", "make --lang fr"})
  void aLanguageThatIsNotThereIsAMistake(String line) {
    assertThat(run(line)).isEqualTo(2);
    assertThat(err()).contains("--lang: 'fr' is not allowed; allowed: en, ko");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V"})
  void theVersionIsOneLine(String line) {
    assertThat(run(line)).isZero();
    assertThat(out()).matches("flink-jobs \\S+ \\(Flink \\S+, Java \\S+\\)\\R");
  }

  @Test
  void theCommandGetsAllArgumentsButItsName() {
    assertThat(run("--lang ko make things --rows 3")).isZero();
    assertThat(ExampleCommand.given).containsExactly("--lang", "ko", "--rows", "3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"make", "make --help", "--lang en make"})
  void aFamilyListsItsCommands(String line) {
    assertThat(run(line)).isZero();
    assertThat(out()).contains("  make others", "  make things").doesNotContain("count-things");
  }

  @ParameterizedTest
  @CsvSource({
    "count-thinks, there is no command 'count-thinks'; did you mean count-things?",
    "COUNT-THINGS, there is no command 'COUNT-THINGS'; did you mean count-things?",
    "make thingz, there is no command 'make thingz'; did you mean make things?",
    "weather, there is no command 'weather'; ./jobs lists them all",
    "--frobnicate, unknown option --frobnicate; options stand behind a command",
  })
  void anUnknownCommandIsAMistakeWithTheNextStep(String line, String message) {
    assertThat(run(line)).isEqualTo(2);
    assertThat(err()).isEqualTo("jobs: " + message + "\nsee ./jobs --help\n");
    assertThat(out()).isEmpty();
  }

  @Test
  void allMistakesAreToldTogether() {
    assertThat(run("count-things mistake")).isEqualTo(2);
    assertThat(err())
        .isEqualTo(
            """
            jobs count-things: --input: first mistake
            jobs count-things: --output: second mistake
            see ./jobs count-things --help
            """);
  }

  @Test
  void aFailedJobIsToldWithoutAStackTrace() {
    assertThat(run("count-things failure")).isEqualTo(1);
    assertThat(err()).isEqualTo("jobs count-things: disk full\n");
  }

  @Test
  void aFailedJobIsToldWithFlinksStackTraceIfWanted() {
    assertThat(run("count-things failure --verbose")).isEqualTo(1);
    assertThat(err())
        .startsWith("jobs count-things: disk full\n")
        .contains("java.lang.IllegalStateException: Flink's own words\n\tat ");
  }

  @Test
  void aJobHasExitCodesOfItsOwn() {
    assertThat(run("make things divergence")).isEqualTo(3);
    assertThat(err()).isEqualTo("jobs make things: did not converge in 10 rounds\n");
  }

  @Test
  void aBugIsAFailureThatSaysHowToSeeMore() {
    assertThat(run("count-things bug")).isEqualTo(1);
    assertThat(err())
        .isEqualTo(
            """
            jobs count-things: java.lang.IllegalStateException: a bug
            run again with --verbose for the stack trace
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void completionIsAScriptOfTheShell(String shell) {
    assertThat(run("completion " + shell)).isZero();
    assertThat(out()).contains("complete -F _flink_jobs jobs ./jobs", "count-things");
  }

  @ParameterizedTest
  @CsvSource({
    "completion, 'which shell? bash or zsh, e.g. source <(./jobs completion bash)'",
    "completion fish, 'fish is not allowed; allowed: bash, zsh'",
  })
  void completionNeedsAShellThatItKnows(String line, String message) {
    assertThat(run(line)).isEqualTo(2);
    assertThat(err().replace("'", "")).startsWith("jobs completion: " + message + "\n");
  }
}
