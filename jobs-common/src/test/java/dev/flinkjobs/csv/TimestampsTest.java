package dev.flinkjobs.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  @ParameterizedTest
  @CsvSource({
    "2024-05-11 10:00:00, 2024-05-11T10:00:00Z",
    "2024-05-11T10:00:00, 2024-05-11T10:00:00Z",
    "2024-05-11 10:00, 2024-05-11T10:00:00Z",
    "2024-05-11 10:00:00.5, 2024-05-11T10:00:00.500Z",
    "2024-05-11 10:00:00.25, 2024-05-11T10:00:00.250Z",
    "2024-05-11 10:00:00.123, 2024-05-11T10:00:00.123Z",
    "2024-05-11 10:00:00.123999999, 2024-05-11T10:00:00.123Z",
    "2024-05-11T10:00:00Z, 2024-05-11T10:00:00Z",
    "2024-05-11T10:00:00.123Z, 2024-05-11T10:00:00.123Z",
    "2024-05-11T10:00:00+09:00, 2024-05-11T01:00:00Z",
    "2024-05-11T10:00:00-0330, 2024-05-11T13:30:00Z",
    "2024-05-11T10:00+09, 2024-05-11T01:00:00Z",
    "2024-02-29 00:00:00, 2024-02-29T00:00:00Z",
    "1969-12-31 23:59:59.999, 1969-12-31T23:59:59.999Z",
    "0, 1970-01-01T00:00:00Z",
    "-1, 1969-12-31T23:59:59.999Z",
    "1715421600000, 2024-05-11T10:00:00Z",
    "253402300799999, 9999-12-31T23:59:59.999Z",
  })
  void aTimeIsReadInAnyOfItsForms(String text, Instant time) {
    assertThat(parse(text, ZoneOffset.UTC)).isEqualTo(time.toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "now",
        "2024-05-11",
        "2024-05-11 10",
        "2024-05-11 24:00:00",
        "2024-05-11 10:60:00",
        "2024-05-11 10:00:60",
        "2024-02-30 10:00:00",
        "2023-02-29 10:00:00",
        "2024-13-01 10:00:00",
        "2024-00-01 10:00:00",
        "2024-01-00 10:00:00",
        "2024/05/11 10:00:00",
        "11.05.2024 10:00",
        "2024-05-11_10:00:00",
        "2024-05-11 10:00:00 ",
        " 2024-05-11 10:00:00",
        "2024-05-11 10:00:00.",
        "2024-05-11 10:00:00.1234567890",
        "2024-05-11 10:00:0",
        "2024-05-11 10:00:",
        "2024-05-11T10:00:00z",
        "2024-05-11T10:00:00+9",
        "2024-05-11T10:00:00+19:00",
        "2024-05-11T10:00:00+09:60",
        "2024-05-11T10:00:00+09.00",
        "-024-05-11 10:00:00",
        "1715421600.000",
        "253402300800000",
        "9223372036854775807",
      })
  void anythingElseIsNoTime(String text) {
    assertThat(parse(text, ZoneOffset.UTC)).isEqualTo(Timestamps.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    // Clocks go forward at 02:00 to 03:00.
    "Europe/Berlin, 2024-03-31 01:59:59, 2024-03-31T00:59:59Z",
    "Europe/Berlin, 2024-03-31 02:00:00, 2024-03-31T01:00:00Z",
    "Europe/Berlin, 2024-03-31 02:30:00, 2024-03-31T01:30:00Z",
    "Europe/Berlin, 2024-03-31 03:00:00, 2024-03-31T01:00:00Z",
    // Clocks go back at 03:00 to 02:00.
    "Europe/Berlin, 2024-10-27 01:59:59, 2024-10-26T23:59:59Z",
    "Europe/Berlin, 2024-10-27 02:00:00, 2024-10-27T00:00:00Z",
    "Europe/Berlin, 2024-10-27 02:30:00, 2024-10-27T00:30:00Z",
    "Europe/Berlin, 2024-10-27 03:00:00, 2024-10-27T02:00:00Z",
    "America/New_York, 2024-03-10 02:30:00, 2024-03-10T07:30:00Z",
    "America/New_York, 2024-03-10 03:00:00, 2024-03-10T07:00:00Z",
    "America/New_York, 2024-11-03 01:30:00, 2024-11-03T05:30:00Z",
    "America/New_York, 2024-11-03 02:00:00, 2024-11-03T07:00:00Z",
    "Asia/Seoul, 2024-05-11 10:00:00, 2024-05-11T01:00:00Z",
  })
  void aLocalTimeIsOfItsZoneWithAStatedAnswerWhereClocksChange(
      ZoneId zone, String text, Instant time) {
    assertThat(Instant.ofEpochMilli(parse(text, zone))).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Seoul",
        "Africa/Casablanca",
        "+05:45"
      })
  void inAnyOrderTimesAreThoseOfTheJdk(String name) {
    ZoneId zone = ZoneId.of(name);
    Timestamps timestamps = new Timestamps(zone);
    long seed = 42;
    Random random = new Random(seed);
    LocalDateTime time = LocalDateTime.of(1985, 1, 1, 0, 0);
    for (int i = 0; i < 200_000; i++) {
      // Steps of seconds and minutes through every change of clocks, with leaps between.
      time = time.plusSeconds(random.nextBoolean() ? 9 : 7 * 60);
      time = time.plusMinutes(random.nextInt(100) == 0 ? random.nextInt(500_000) : 0);
      if (time.getYear() > 2060) {
        time = LocalDateTime.of(1950, 1, 1, 0, 0);
      }
      byte[] text = time.toString().getBytes(StandardCharsets.UTF_8);
      assertThat(timestamps.parse(text, 0, text.length))
          .as("%s in %s, seed %s", time, zone, seed)
          .isEqualTo(time.atZone(zone).toInstant().toEpochMilli());
    }
  }

  private static long parse(String text, ZoneId zone) {
    // In the middle of other bytes, as a field is.
    byte[] bytes = ("9" + text + "9").getBytes(StandardCharsets.UTF_8);
    return new Timestamps(zone).parse(bytes, 1, bytes.length - 1);
  }
}
