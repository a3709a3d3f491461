package dev.flinkjobs.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelTest {

  @Test
  void koreanIsWiderThanLatin() {
    assertThat(Label.width("택배")).isGreaterThan(Label.width("ab") * 1.4);
  }

  @Test
  void combiningMarksTakeNoWidth() {
    assertThat(Label.width("e\u0301")).isEqualTo(Label.width("e"));
  }

  @Test
  void shortTextIsOneLine() {
    assertThat(Label.wrap("running totals", 17, 3)).containsExactly("running totals");
  }

  @Test
  void linesBreakAtSpaces() {
    assertThat(Label.wrap("count of rejected rows", 9, 3))
        .containsExactly("count of", "rejected rows");
  }

  @Test
  void oneLongWordBreaksBeforeACapital() {
    assertThat(Label.wrap("TumblingEventTimeWindows", 13, 3))
        .containsExactly("TumblingEventTime", "Windows");
  }

  @Test
  void wordWithoutAnyPlaceToBreakIsCutWhereItMust() {
    assertThat(Label.wrap("aaaaaaaa", 3, 3)).containsExactly("aaaa", "aaaa");
  }

  @Test
  void whatDoesNotFitEndsInAnEllipsis() {
    assertThat(Label.wrap("one two three four five", 4, 2)).containsExactly("one", "two…");
  }

  @Test
  void charactersOutsideTheBasicPlaneStayWhole() {
    assertThat(Label.wrap("🚚🚚🚚", 2.1, 2)).containsExactly("🚚🚚", "🚚");
  }
}
