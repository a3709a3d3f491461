package dev.flinkjobs.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.Decimal;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowWritersTest {

  @Test
  void csvQuotesOnlyWhatNeedsQuotes() {
    assertThat(csvText("plain")).isEqualTo("plain");
    assertThat(csvText(" spaces ")).isEqualTo(" spaces ");
    assertThat(csvText("a,b")).isEqualTo("\"a,b\"");
    assertThat(csvText("say \"hi\"")).isEqualTo("\"say \"\"hi\"\"\"");
    assertThat(csvText("two\nlines")).isEqualTo("\"two\nlines\"");
    assertThat(csvText("two\r\nlines")).isEqualTo("\"two\r\nlines\"");
    assertThat(csvText("it's; a\ttab")).isEqualTo("it's; a\ttab");
  }

  @Test
  void csvKeepsTextOutsideAsciiAndQuotesItToo() {
    assertThat(csvText("산간 택배")).isEqualTo("산간 택배");
    assertThat(csvText("서울, 강남구")).isEqualTo("\"서울, 강남구\"");
    assertThat(csvText("İstanbul ı é 😀")).isEqualTo("İstanbul ı é 😀");
  }

  @Test
  void csvWritesNullAndEmptyTextAsAnEmptyField() {
    assertThat(csv(List.of("a", "b", "c"), null, "", null)).isEqualTo(",,\n");
  }

  @Test
  void truthsAreTrueAndFalse() {
    assertThat(csv(List.of("a", "b"), true, false)).isEqualTo("true,false\n");
    assertThat(json(List.of("a"), true)).isEqualTo("{\"a\":true}\n");
  }

  @Test
  void csvRowOfOneEmptyFieldIsNotABlankLine() {
    assertThat(csv(List.of("a"), "")).isEqualTo("\"\"\n");
  }

  @Test
  void csvHeaderIsQuotedAsValuesAre() {
    Utf8Buffer buffer = new Utf8Buffer(1);
    new CsvRowWriter<>(columns(List.of("type", "amount, EUR")), buffer).header();
    assertThat(text(buffer)).isEqualTo("type,\"amount, EUR\"\n");
  }

  @Test
  void jsonKeepsNumbersNumbersAndNullsNull() {
    assertThat(
            json(
                List.of("type", "total", "count", "note", "limit"),
                "Deposit",
                Decimal.of("115957.60"),
                22L,
                null,
                null))
        .isEqualTo(
            """
            {"type":"Deposit","total":115957.60,"count":22,"note":null,"limit":null}
            """);
  }

  @Test
  void jsonEscapesWhatTheStandardDemandsAndNothingElse() {
    assertThat(json(List.of("t"), "\"\\/\b\f\n\r\t\u0000\u001f\u007f 택배 😀"))
        .isEqualTo("{\"t\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f 택배 😀\"}\n");
  }

  @Test
  void jsonEscapesNamesToo() {
    assertThat(json(List.of("a \"b\" 합"), 1L)).isEqualTo("{\"a \\\"b\\\" 합\":1}\n");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,0",
    "0,2,0.00",
    "-5,2,-0.05",
    "5,1,0.5",
    "10,1,1.0",
    "-100,2,-1.00",
    "12345,0,12345",
    "1,18,0.000000000000000001",
    "9223372036854775807,18,9.223372036854775807",
    "-9223372036854775808,0,-9223372036854775808",
    "-9223372036854775808,18,-9.223372036854775808",
    "-9223372036854775808,2,-92233720368547758.08"
  })
  void compactDecimalsAreWrittenInPlainNotationWithTheirScale(
      long unscaled, int scale, String expected) {
    assertThat(csv(List.of("n"), Decimal.of(unscaled, scale))).isEqualTo(expected + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123456789012345678901234567890.12",
        "-0.0000000000000000000000001",
        "100000000000000000000"
      })
  void decimalsBeyondALongAreWrittenInPlainNotationToo(String number) {
    assertThat(csv(List.of("n"), Decimal.of(number))).isEqualTo(number + "\n");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 7, -7, 10, Long.MAX_VALUE, Long.MIN_VALUE})
  void longsAreWrittenAsTheyAre(long number) {
    assertThat(csv(List.of("n"), number)).isEqualTo(number + "\n");
  }

  @Test
  void anyDecimalIsWrittenAsBigDecimalWritesIt() {
    SplittableRandom random = new SplittableRandom(42);
    for (int i = 0; i < 10_000; i++) {
      long unscaled = random.nextLong() >> random.nextInt(64);
      int scale = random.nextInt(19);
      assertThat(csv(List.of("n"), Decimal.of(unscaled, scale)))
          .as("seed 42: %d, %d", unscaled, scale)
          .isEqualTo(BigDecimal.valueOf(unscaled, scale).toPlainString() + "\n");
    }
  }

  @Test
  void anyTextComesBackFromJsonAsItWas() throws Exception {
    SplittableRandom random = new SplittableRandom(42);
    ObjectMapper mapper = new ObjectMapper();
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      random
          .ints(random.nextInt(20), 0, 0x11000)
          .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
          .map(c -> random.nextBoolean() ? c % 0x90 : c)
          .forEach(text::appendCodePoint);
      String line = json(List.of("t"), text.toString());
      assertThat(mapper.readTree(line).get("t").asText())
          .as("seed 42: %s", line)
          .isEqualTo(text.toString());
    }
  }

  @Test
  void halfASurrogatePairBecomesTheReplacementCharacter() {
    assertThat(csvText("a\uD83Db")).isEqualTo("a\uFFFDb");
  }

  private static String csvText(@Nullable String value) {
    String line = csv(List.of("a", "b"), value, 1L);
    assertThat(line).endsWith(",1\n");
    return line.substring(0, line.length() - 3);
  }

  private static String csv(List<String> columns, @Nullable Object... values) {
    Utf8Buffer buffer = new Utf8Buffer(1);
    new CsvRowWriter<>(columns(columns), buffer).row(values);
    return text(buffer);
  }

  private static String json(List<String> columns, @Nullable Object... values) {
    Utf8Buffer buffer = new Utf8Buffer(1);
    new JsonRowWriter<>(columns(columns), buffer).row(values);
    return text(buffer);
  }

  /** Of rows that are their values. */
  private static List<Column<@Nullable Object[]>> columns(List<String> names) {
    return IntStream.range(0, names.size())
        .mapToObj(i -> Column.<@Nullable Object[]>of(names.get(i), ColumnType.TEXT, row -> row[i]))
        .toList();
  }

  private static String text(Utf8Buffer buffer) {
    return new String(buffer.takeFrom(0), StandardCharsets.UTF_8);
  }
}
