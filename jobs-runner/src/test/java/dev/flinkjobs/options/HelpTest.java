package dev.flinkjobs.options;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HelpTest {

  @Test
  void beginsWithUsageQuestionAndTheJobsOwnOptions() {
    assertThat(Help.text(new ExampleOptions(), Lang.EN))
        .startsWith(
            """
            Usage: ./jobs example [options]

            What can an option be?

            Options of this command
              --group-by <columns>
                  Columns to group by.
                  Default: type · Example: --group-by type,currency
              --emit every|at-end
                  When a result comes: every row, or at-end | once.
                  Default: every · Example: --emit at-end
              --gap <duration>
                  The time without a row that ends a group.
                  Default: 1m · Example: --gap 5m
              --rows <number>
                  How many rows there are.
                  Default: 10 · Unit: rows · Example: --rows 1000
            """);
  }

  @Test
  void endsWithExitCodesAndExamples() {
    assertThat(Help.text(new ExampleOptions(), Lang.EN))
        .endsWith(
            """

            Exit codes
              0    done
              1    failed while running
              2    found before the start: an option, a missing file or column
              3    did not converge
              130  ended by Ctrl-C

            Examples
              ./jobs example --emit at-end
              ./jobs example --input data.csv --group-by type,currency
            """);
  }

  @Test
  void groupsComeInTheOrderOfUse() {
    assertThat(Help.text(new ExampleOptions(), Lang.EN))
        .containsSubsequence(
            "Options of this command", "Input and output", "Running", "General", "Exit codes");
  }

  @Test
  void aGroupWithoutOptionsIsLeftOut() {
    assertThat(Help.text(new MakeThingsOptions(), Lang.EN))
        .startsWith("Usage: ./jobs make things [options]\n\nWhat can be made?\n\nGeneral\n");
  }

  @Test
  void koreanHelpIsKoreanInDefaultsAndUnitsToo() {
    assertThat(Help.text(new ExampleOptions(), Lang.KO))
        .contains("기본값: 10 · 단위: 행 · 예: --rows 1000")
        .contains("기본값: 예제 데이터")
        .doesNotContain("Default:", "Unit:", "Example:", "no limit", "Repeatable");
  }

  @ParameterizedTest
  @EnumSource
  void noLineIsWiderThanATerminal(Lang lang) {
    assertThat(Help.text(new ExampleOptions(), lang).lines())
        .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(100))
        .anySatisfy(line -> assertThat(DisplayWidth.of(line)).isGreaterThan(90));
  }

  @ParameterizedTest
  @EnumSource
  void everyOptionIsShown(Lang lang) {
    String text = Help.text(new ExampleOptions(), lang);

    assertThat(new CommandModel(new ExampleOptions()).names())
        .allSatisfy(name -> assertThat(text).containsPattern("(?m)^ +(-., )?" + name));
  }

  @Test
  void wideCharactersTakeTwoColumns() {
    assertThat(DisplayWidth.of("abc")).isEqualTo(3);
    assertThat(DisplayWidth.of("가나 漢")).isEqualTo(7);
    assertThat(DisplayWidth.of("e\u0301")).isEqualTo(1);
    assertThat(DisplayWidth.of("😀")).isEqualTo(2);
  }
}
