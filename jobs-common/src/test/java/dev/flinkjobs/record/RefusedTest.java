package dev.flinkjobs.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1715421600 | it looks like seconds: `--time-format seconds`",
        "1715421600.25 | it looks like seconds: `--time-format seconds`",
        "999999999 | it looks like seconds: `--time-format seconds`",
        "1715421600000000 | it looks like microseconds: `--time-format micros`",
        "1715421600000 | it looks like milliseconds: `--time-format millis`",
        "20240511 | it looks like yyyyMMdd: `--time-format pattern:yyyyMMdd`",
        "202405111030 | it looks like yyyyMMddHHmm: `--time-format pattern:yyyyMMddHHmm`",
        "20240511103059 | it looks like yyyyMMddHHmmss: `--time-format pattern:yyyyMMddHHmmss`",
        "2024 | it looks like a year: write a day, such as 2024-01-01",
        "45423 | it looks like an Excel serial: format the column as yyyy-mm-dd hh:mm:ss in Excel",
        "45423.5 | it looks like an Excel serial",
        "1715421600000000000 | it looks like nanoseconds",
        "7 | a number is a time by its format, such as `--time-format seconds`",
        "1715421600000.0 | it looks like milliseconds or microseconds: leave out what is behind the point",
        "1.7154216E9 | a time has no exponent: write the number out",
        "2024-05-11 10:00:00 +0900 | times are written as 2024-05-11 10:00:00; for others give their",
        "2024-05-11 10:00:00 PM | times are written as 2024-05-11 10:00:00; for others give their",
        "2024-05-11 10:00:00,5 | times are written as 2024-05-11 10:00:00; for others give their",
        "２０２４-05-11 | '２０２４-05-11' is not what it looks like: write 2024-05-11",
        "2024-05-11\u00a010:00 | '2024-05-11\\u00a010:00' is not what it looks like: write 2024-05-11 10:00",
        "11.05.2024 | times are written as 2024-05-11 10:00:00; for others give their pattern",
      })
  void aTimeThatIsRejectedSaysWhichFormItLooksLike(String value, String hint) {
    assertThat(described(RejectReason.NOT_A_TIMESTAMP, value))
        .startsWith("f:2: c '" + value + "' is not a timestamp; " + hint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "$12.50 | it has a currency sign: write 12.50",
        "-€5 | it has a currency sign: write -5",
        "£-5 | it has a currency sign: write -5",
        "12.50 € | it has a currency sign: write 12.50",
        "1000원 | it has a currency sign: write 1000",
        "₩1,000,000 | it has a currency sign and thousands separators: write 1000000",
        "1,234.56 | it has thousands separators: write 1234.56",
        "1,234,567 | it has thousands separators: write 1234567",
        "12,34,567.8 | it has thousands separators: write 1234567.8",
        "1 234.5 | it has thousands separators: write 1234.5",
        "1.234.567 | it has thousands separators: write 1234567",
        "12,50 | it has a decimal comma: write 12.50",
        "-0,5 | it has a decimal comma: write -0.5",
        "1.234,56 | it has thousands separators and a decimal comma: write 1234.56",
        "1 234,56 | it has thousands separators and a decimal comma: write 1234.56",
        "１２．５ | '１２．５' is not what it looks like: write 12.5",
        "\u2212５ | '\u2212５' is not what it looks like: write -5",
        "١٢ | '١٢' is not what it looks like: write 12",
        "5\u00a0 | '5\\u00a0' is not what it looks like: write 5",
        "\ufeff5 | '\\ufeff5' is not what it looks like: write 5",
        "5\u200b | '5\\u200b' is not what it looks like: write 5",
        "￥１，２３４ | it has a currency sign and a thousands separator or a decimal comma: write 1234 or 1.234",
        "1,234 | it has a thousands separator or a decimal comma: write 1234 or 1.234",
      })
  void aNumberThatIsRejectedSaysWhichFormItHas(String value, String hint) {
    assertThat(described(RejectReason.NOT_A_NUMBER, value))
        .isEqualTo("f:2: c '" + value + "' is not a number; " + hint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "$", "$abc", "원", "1.2.3", "12kg", "1,2,3", "--5", "1e", "1$5"})
  void whatIsNoNumberInAnyFormHasNone(String value) {
    assertThat(described(RejectReason.NOT_A_NUMBER, value)).endsWith("is not a number");
  }

  @Test
  void theLimitOfANumberIsSaidWhereItIsMet() {
    assertThat(described(RejectReason.OUT_OF_RANGE, "9".repeat(1001)))
        .endsWith("is out of range; a number has at most 1000 digits");
    assertThat(described(RejectReason.OUT_OF_RANGE, "1e1001"))
        .endsWith("is out of range; an exponent is within ±1000");
    assertThat(described(RejectReason.OUT_OF_RANGE, "-3")).endsWith("is out of range");
  }

  @ParameterizedTest
  @CsvSource({
    "2023-02-29 10:00:00",
    "2024-13-01",
    "0000-00-00",
    "0000-00-00 00:00:00",
    "2024-05-11T24:00:00Z",
    "2024-05-11 10:60",
    "20230229",
    "20230229100000",
  })
  void aDayThatIsNoneIsNoOtherForm(String value) {
    assertThat(described(RejectReason.NOT_A_TIMESTAMP, value)).endsWith("is not a timestamp");
  }

  @Test
  void aRowThatIsRejectedAsAWholeSaysHowToHaveItRead() {
    assertThat(row(RejectReason.BAD_QUOTE, "\"a\"b;1;2"))
        .endsWith("never quotes: `sed 's/\\r$//; s/\"/\"\"/g; s/[^;]*/\"&\"/g'`");
    assertThat(row(RejectReason.BAD_QUOTE, "\"a\\\"b\",1"))
        .endsWith("; a quote in a value is doubled: `sed 's/\\\\\"/\"\"/g'`");
    assertThat(row(RejectReason.BAD_QUOTE, "\"a\"\rb,1"))
        .endsWith("; its lines end in CR alone: `tr '\\r' '\\n'`");
    assertThat(row(RejectReason.BAD_JSON, "[{\"a\":1}]"))
        .endsWith("; an array is no row: `jq -c '.[]'`");
    assertThat(row(RejectReason.BAD_JSON, "{\"a\":1} {\"a\":2}"))
        .endsWith("; a line is one object: `jq -c .`");
    assertThat(row(RejectReason.BAD_ENCODING, "{\"a\":\"\\ud83d\"}"))
        .endsWith("; an escape in it is half a character");
    assertThat(row(RejectReason.BAD_JSON, "{\"a\":" + "[".repeat(1000)))
        .endsWith("; objects and arrays are nested 1000 deep at most");
    assertThat(row(RejectReason.ROW_TOO_LONG, "x")).endsWith("; a row has at most 1 MiB");
    assertThat(row(RejectReason.WRONG_COLUMN_COUNT, "a\rb")).endsWith("`tr '\\r' '\\n'`");
    assertThat(row(RejectReason.WRONG_COLUMN_COUNT, "a")).endsWith("wrong column count in 'a'");
  }

  private static String row(RejectReason reason, String raw) {
    return new Rejected("id", "f", 9, 2L, null, null, reason, raw, false).describe();
  }

  private static String described(RejectReason reason, String value) {
    return new Rejected("id", "f", 9, 2L, "c", value, reason, value, false).describe();
  }
}
