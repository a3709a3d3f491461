package dev.flinkjobs.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertersTest {

  @ParameterizedTest
  @CsvSource({"500ms, 500", "1s, 1000", "5m, 300000", "1h, 3600000", "1d, 86400000", "0s, 0"})
  void aDurationIsANumberAndItsUnit(String text, long millis) {
    assertThat(DurationConverter.parse(text)).isEqualTo(Duration.ofMillis(millis));
    assertThat(DurationConverter.text(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1500, 1500ms", "90000, 90s", "86400001, 86400001ms", "172800000, 2d"})
  void aDurationIsWrittenInTheLargestUnitThatIsExact(long millis, String text) {
    assertThat(DurationConverter.text(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "s", "PT1S", "1 s", "1.5s", "-1s", "1S", "1w", "106751991168d"})
  void anyOtherDurationSaysWhatIsAllowed(String text) {
    assertThatThrownBy(() -> DurationConverter.parse(text))
        .hasMessage(
            "'" + text + "' is not allowed; allowed: a duration such as 500ms, 1s, 5m, 1h or 1d");
  }

  @Test
  void columnNamesAreSeparatedByCommas() {
    ColumnNames columns = ColumnNames.parse("type, 통화,customer id");

    assertThat(columns.names()).containsExactly("type", "통화", "customer id");
    assertThat(columns).hasToString("type,통화,customer id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "a,,b", "a,", ",a", " "})
  void aBlankColumnNameIsAFault(String text) {
    assertThatThrownBy(() -> ColumnNames.parse(text))
        .hasMessage(
            "'" + text + "' is not allowed; allowed: column names separated by single commas");
  }

  @Test
  void aColumnNamedTwiceIsAFault() {
    assertThatThrownBy(() -> ColumnNames.parse("a,b, a"))
        .hasMessage("'a,b, a' names the column a twice; name it once");
  }
}
