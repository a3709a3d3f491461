package dev.flinkjobs.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTest {

  @ParameterizedTest
  @CsvSource({
    "'a\nb', a\\nb",
    "'a\r\n', a\\r\\n",
    "'a\tb', a\\tb",
    "'\u0000', \\u0000",
    "'\u001b[31m', \\u001b[31m",
    "'\u007f', \\u007f",
    "'\u0085\u009b', \\u0085\\u009b",
    "'\u2028\u2029', \\u2028\\u2029",
    "'\u202e\u2066', \\u202e\\u2066",
    "'한글 é 😀 …', 한글 é 😀 …",
  })
  void whatBreaksALineOrSteersATerminalIsSpelledOut(String text, String shown) {
    assertThat(Visible.text(text)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "금액, \u1100\u1173\u11b7\u110b\u1162\u11a8, \\u1100\\u1173\\u11b7\\u110b\\u1162\\u11a8",
    "é, e\u0301, e\\u0301",
    "Å, \u212b, \\u212b",
    "a, a\u200b, a\\u200b",
    "a, \ufeffa, \\ufeffa",
    "a b, a\u00a0b, a\\u00a0b",
    "a, 'a ', 'a '",
    "a, '\ta', \\ta",
    "a, 'a\u3000', a\\u3000",
    "a, a\u3164, a\\u3164",
    "a, a\ufe0f, a\\ufe0f",
    "가, '가\u0000', '가\\u0000'",
  })
  void textsThatLookTheSameAreAlikeAndToldApart(String text, String other, String exactly) {
    assertThat(Visible.alike(other)).isEqualTo(Visible.alike(text)).isEqualTo(text);
    assertThat(Visible.exactly(other)).isEqualTo(exactly);
    assertThat(Visible.exactly(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"a, A", "a b, a  b", "a b, 'a\tb'", "12, １２", "ab, a b", "가, 각", "'', a"})
  void textsThatLookOtherwiseAreNotAlike(String text, String other) {
    assertThat(Visible.alike(other)).isNotEqualTo(Visible.alike(text));
  }

  @Test
  void linesStayLines() {
    assertThat(Visible.lines("a\n\tat b\u001b\r\n")).isEqualTo("a\n\tat b\\u001b\\r\n");
  }

  /** A text that is spelled out twice is not spelled out more. */
  @Test
  void noControlCharacterIsLeft() {
    String all =
        IntStream.rangeClosed(0, 0xFFFF)
            .filter(c -> !Character.isSurrogate((char) c))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    String shown = Visible.text(all);
    assertThat(shown).doesNotContainPattern("[\\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]");
    assertThat(Visible.text(shown)).isSameAs(shown);
  }
}
