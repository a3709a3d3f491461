package dev.flinkjobs.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
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
        "11.05.2024 | times are written as 2024-05-11 10:00:00; for others give their pattern",
      })
  void aTimeThatIsRejectedSaysWhichFormItLooksLike(String value, String hint) {
    assertThat(described(RejectReason.NOT_A_TIMESTAMP, value))
        .startsWith("f:2: c '" + value + "' is not a timestamp; " + hint);
  }

  @ParameterizedTest
  @CsvSource({"2023-02-29 10:00:00", "2024-13-01"})
  void aDayThatIsNoneIsNoOtherForm(String value) {
    assertThat(described(RejectReason.NOT_A_TIMESTAMP, value)).endsWith("is not a timestamp");
  }

  private static String described(RejectReason reason, String value) {
    return new Rejected("id", "f", 9, 2L, "c", value, reason, value, false).describe();
  }
}
