package dev.flinkjobs.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineParserTest {

  @Test
  void valuesFollowASpaceOrAnEqualsSign() {
    ExampleOptions options = Parsed.options("--emit", "at-end", "--group-by=a,b", "--gap=5m");

    assertThat(options.emit).isEqualTo(ExampleOptions.Emit.AT_END);
    assertThat(options.groupBy).isEqualTo(new ColumnNames(List.of("a", "b")));
    assertThat(options.gap).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void withoutArgumentsEachOptionHasItsDefault() {
    ExampleOptions options = Parsed.options();

    assertThat(options.groupBy).isEqualTo(new ColumnNames(List.of("type")));
    assertThat(options.emit).isEqualTo(ExampleOptions.Emit.EVERY);
    assertThat(options.rows).isEqualTo(10);
  }

  @Test
  void aValueMayBeginWithADash() {
    assertThat(Parsed.options("--input", "-", "--rows", "-5"))
        .satisfies(options -> assertThat(options.input()).containsExactly("-"))
        .satisfies(options -> assertThat(options.rows).isEqualTo(-5));
  }

  @Test
  void aValueMayHoldAnEqualsSignAndBeginWithAnAt() {
    assertThat(Parsed.options("--output=files:a=b?mode=append", "--input", "@list").output())
        .isEqualTo("files:a=b?mode=append");
  }

  @Test
  void wordsOfAnEnumAreReadInAnyCaseOfAnyLocale() {
    assertThat(Parsed.options("--on-malformed", "SKIP").onMalformed()).isEqualTo(OnMalformed.SKIP);
  }

  @ParameterizedTest
  @CsvSource({
    "--inptu, --input",
    "--reject, --rejected",
    "--INPUT, --input",
    "--paralelism, --parallelism",
    "-input, --input",
    "-heap, --heap",
  })
  void unknownOptionSuggestsTheNearestOne(String typed, String meant) {
    assertThat(Parsed.faults(typed, "value"))
        .containsExactly("unknown option " + typed + "; did you mean " + meant + "?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--frobnicate", "-x", "--"})
  void unknownOptionWithoutANearOnePointsToHelp(String typed) {
    assertThat(Parsed.faults(typed)).containsExactly("unknown option " + typed + "; see --help");
  }

  @Test
  void theValueOfAnUnknownOptionIsNoSecondFault() {
    assertThat(Parsed.faults("--inptu=a", "--outptu", "print", "--hlep"))
        .containsExactly(
            "unknown option --inptu; did you mean --input?",
            "unknown option --outptu; did you mean --output?",
            "unknown option --hlep; did you mean --help?");
  }

  @Test
  void whatFollowsAMisspeltFlagIsStray() {
    assertThat(Parsed.faults("--dry-rn", "data.csv"))
        .containsExactly(
            "unknown option --dry-rn; did you mean --dry-run?",
            "'data.csv' is not an option; did you forget --input?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--input", "--input="})
  void anOptionWithoutItsValueShowsAnExample(String typed) {
    assertThat(Parsed.faults(typed))
        .containsExactly("--input needs a value, e.g. --input data/transactions.csv");
  }

  @Test
  void aShortNameStaysShortInFaults() {
    assertThat(Parsed.faults("-p")).containsExactly("-p needs a value, e.g. -p 4");
  }

  @Test
  void anotherOptionIsNoValue() {
    assertThat(Parsed.faults("--output", "--dry-run"))
        .containsExactly("--output needs a value, e.g. --output files:out?format=json");
  }

  @Test
  void aFlagTakesNoValue() {
    assertThat(Parsed.faults("--dry-run=true"))
        .containsExactly("--dry-run takes no value; give --dry-run alone");
  }

  @Test
  void aFlagGivenTwiceIsFine() {
    assertThat(Parsed.options("--dry-run", "--dry-run").dryRun()).isTrue();
  }

  @Test
  void anOptionOfOneValueGivenTwiceIsAFault() {
    assertThat(Parsed.faults("--output", "print", "--output", "discard"))
        .containsExactly("--output is given more than once; it takes one value");
  }

  @Test
  void aMisspeltWordSuggestsTheNearestOne() {
    assertThat(Parsed.faults("--emit", "evry"))
        .containsExactly(
            "--emit: 'evry' is not allowed; allowed: every, at-end (did you mean every?)");
  }

  @ParameterizedTest
  @CsvSource({
    "--rows, many, a whole number",
    "--rows, 1.5, a whole number",
    "--rate, 1e-2, 'a number from 0 to 1, such as 0.02'",
    "--rate, 1.01, 'a number from 0 to 1, such as 0.02'",
    "--rate, -0.1, 'a number from 0 to 1, such as 0.02'",
  })
  void aBadNumberSaysWhatIsAllowed(String option, String value, String allowed) {
    assertThat(Parsed.faults(option, value))
        .containsExactly(option + ": '" + value + "' is not allowed; allowed: " + allowed);
  }

  @Test
  void strayArgumentsAreReportedUpToThree() {
    assertThat(Parsed.faults("a", "b", "c", "d", "e"))
        .containsExactly(
            "'a' is not an option; did you forget --input?",
            "'b' is not an option; did you forget --input?",
            "'c' is not an option; did you forget --input?",
            "and 2 more arguments that are no options");
  }

  @Test
  void aPatternThatTheShellExpandedIsRecognised() {
    assertThat(Parsed.faults("--input", "a.csv", "b.csv"))
        .containsExactly(
            "'b.csv' is not an option; did you forget --input?"
                + " A pattern needs quotes: --input 'data/*.csv'");
  }

  @Test
  void aCommandWithoutInputDoesNotSuggestIt() {
    Problems problems = new Problems();
    try {
      CommandLineParser.parse(new MakeThingsOptions(), new String[] {"a"}, new StringBuilder());
    } catch (UsageException e) {
      e.messages().forEach(problems::add);
    }

    assertThat(problems.messages()).containsExactly("'a' is not an option; see --help");
  }

  @Test
  void allFaultsAreReportedTogether() {
    assertThat(
            Parsed.faults(
                "--inptu", "x", "--emit", "evry", "stray", "-p", "0", "--rows", "13", "--output"))
        .containsExactly(
            "unknown option --inptu; did you mean --input?",
            "--emit: 'evry' is not allowed; allowed: every, at-end (did you mean every?)",
            "-p: '0' is not allowed; allowed: a whole number from 1",
            "--output needs a value, e.g. --output files:out?format=json",
            "'stray' is not an option; did you forget --input?",
            "--rows 13: brings bad luck; give another number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void helpIsShownWhateverElseIsWrong(String asked) {
    StringBuilder out = new StringBuilder();

    boolean goOn =
        CommandLineParser.parse(
            new ExampleOptions(), new String[] {asked, "--lang", "en", "--inptu", "-p", "0"}, out);

    assertThat(goOn).isFalse();
    assertThat(out).startsWith("Usage: ./jobs example [options]\n");
  }

  @Test
  void versionNamesTheVersionsOfAll() {
    StringBuilder out = new StringBuilder();

    boolean goOn = CommandLineParser.parse(new ExampleOptions(), new String[] {"--version"}, out);

    assertThat(goOn).isFalse();
    assertThat(out.toString())
        .matches("flink-jobs \\d+\\.\\d+\\.\\d+ \\(Flink \\d+\\.\\d+\\.\\d+, Java \\d+.*\\)\n");
  }
}
