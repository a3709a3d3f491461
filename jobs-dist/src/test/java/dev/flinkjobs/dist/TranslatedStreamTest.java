package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.options.Lang;
import dev.flinkjobs.options.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranslatedStreamTest {
  private static final Pattern VALUE = Pattern.compile("\\{\\d}");

  private static String inKorean(String said) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream err =
        Launcher.translated(new PrintStream(out, true, StandardCharsets.UTF_8), Lang.KO);
    err.print(said);
    err.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theLedgerKeepsItsColumns() {
    assertThat(
            inKorean(
                """
                transaction-totals finished in 1.0 s, 1,311 rows/s
                  read                 300
                  accepted             295
                  rejected               5   bad encoding 1, bad quote 1, missing value 1, not a number 2
                  late                   0   missed windows 12
                  filtered               0
                  duplicate              0
                  emitted              295   heavy 1, cold 294
                  balanced: read = accepted + rejected + late + filtered + duplicate
                """))
        .isEqualTo(
            """
            transaction-totals 완료: 1.0초, 초당 1,311행
              읽음                 300
              수락                 295
              거부                   5   인코딩 오류 1, 따옴표 오류 1, 값 없음 1, 숫자 아님 2
              늦음                   0   놓친 윈도우 12
              제외                   0
              중복                   0
              출력                 295   heavy 1, cold 294
              일치: 읽음 = 수락 + 거부 + 늦음 + 제외 + 중복
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "rejected a: b.csv:30: amount 'NaN' is not a number | 거부 a: b.csv:30: amount 'NaN'은(는) 숫자가 아닙니다",
        "rejected -:2: bad json in 'click!' | 거부 -:2: JSON이 아닙니다: 'click!'",
        "jobs x: unknown option --inptu; did you mean --input? | jobs x: 알 수 없는 옵션 --inptu; --input을(를) 쓰려고 하셨나요?",
        "jobs x: --emit: 'finl' is not allowed; allowed: every, final, or a duration of 1ms or more such as 1s (did you mean final?) | jobs x: --emit: 'finl'은(는) 쓸 수 없습니다; 쓸 수 있는 값: every, final 또는 1s 같은 1ms 이상의 기간 (final을(를) 쓰려고 하셨나요?)",
        "jobs x: --lang: 'fr' is not allowed; allowed: en, ko | jobs x: --lang: 'fr'은(는) 쓸 수 없습니다; 쓸 수 있는 값: en, ko",
        "see ./jobs x --help | ./jobs x --help를 보세요",
        "jobs: there is no command 'x'; did you mean y? | jobs: 'x'(이)라는 명령이 없습니다; y을(를) 쓰려고 하셨나요?",
      })
  void aLineIsTranslatedInItsParts(String english, String korean) {
    assertThat(inKorean(english + "\n")).isEqualTo(korean + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ERROR: relation \"totals\" does not exist\n",
        "/data/read/accepted.csv: Permission denied\n",
        "\tat java.base/java.lang.Thread.run(Thread.java:840)\n",
        "read, accepted, late\n",
        "{1} $1 \\E\n",
        "no line end",
        "\n",
      })
  void whatIsNoTextStaysAsItIs(String said) {
    assertThat(inKorean(said)).isEqualTo(said);
  }

  @Test
  void englishIsNotLookedAt() {
    PrintStream err = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    assertThat(Launcher.translated(err, Lang.EN)).isSameAs(err);
  }

  @Test
  void bothLanguagesHaveTheSameTextsWithTheSameValues() {
    Properties english = Texts.load(TranslatedStream.class, Lang.EN);
    Properties korean = Texts.load(TranslatedStream.class, Lang.KO);
    assertThat(korean.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    assertThat(english.stringPropertyNames())
        .hasSizeGreaterThan(200)
        .allSatisfy(
            key ->
                assertThat(values(korean.getProperty(key)))
                    .as(key)
                    .isEqualTo(values(english.getProperty(key))));
  }

  private static Map<String, Long> values(String text) {
    return VALUE
        .matcher(text)
        .results()
        .collect(
            Collectors.groupingBy(value -> value.group(), TreeMap::new, Collectors.counting()));
  }

  /** Else one that is changed there would be English again, without anybody knowing. */
  @Test
  void theEnglishTextsAreThoseOfTheProgram() throws IOException {
    StringBuilder literals = new StringBuilder();
    Pattern literal = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"(?:\\s*\\+\\s*(?=\"))?");
    try (Stream<Path> files = Files.walk(Jobs.tree())) {
      for (Path file : files.filter(TranslatedStreamTest::isMainJava).toList()) {
        String text = Files.readString(file);
        literal
            .matcher(text)
            .results()
            .forEach(
                found ->
                    literals
                        .append(found.group(1))
                        .append(found.group().endsWith("\"") ? "\n" : ""));
        // Constants are the texts of reasons and of how a run ended.
        if (file.endsWith("RejectReason.java") || file.endsWith("Summary.java")) {
          literals.append(text.toLowerCase(Locale.ROOT).replace('_', ' '));
        }
      }
    }
    String said = literals.toString().replaceAll("%[-,.0-9]*[sdf]", "{}");
    Properties english = Texts.load(TranslatedStream.class, Lang.EN);
    assertThat(english.stringPropertyNames())
        .allSatisfy(
            key ->
                assertThat(Arrays.asList(VALUE.split(english.getProperty(key))))
                    .as(key)
                    .map(piece -> piece.replaceAll("^[\\s'`,;:(]+|[\\s'`,;:(]+$", ""))
                    .allSatisfy(
                        piece -> assertThat(fragments(piece, said)).as(piece).isLessThan(4)));
  }

  /** Of how many literals a text may have been put together; many if it was not. */
  private static int fragments(String text, String literals) {
    int fragments = 0;
    for (String rest = text; !rest.isEmpty(); fragments++) {
      int end = rest.length();
      while (end > 0 && !literals.contains(rest.substring(0, end))) {
        end--;
      }
      if (end == 0) {
        return Integer.MAX_VALUE;
      }
      rest = rest.substring(end).strip();
    }
    return fragments;
  }

  private static boolean isMainJava(Path file) {
    String name = file.toString();
    return name.endsWith(".java") && name.contains("/src/main/java/");
  }
}
