package dev.flinkjobs.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
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
    "1715421600000, 2024-05-11T10:00:00Z",
    "-1715421600000, 1915-08-23T14:00:00Z",
    "171542160000, 1975-06-09T10:36:00Z",
    "99999999999999, 5138-11-16T09:46:39.999Z",
    "2024-05-11, 2024-05-11T00:00:00Z",
    "'\t 2024-05-11 10:00:00 ', 2024-05-11T10:00:00Z",
    "' 2024-05-11\t', 2024-05-11T00:00:00Z",
    "' 1715421600000 ', 2024-05-11T10:00:00Z",
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
        "0",
        "-1",
        "2024",
        "45423",
        "20240511",
        "202405111000",
        "20240511100000",
        "1715421600",
        "1715421600.5",
        "12345678901",
        "171542160000000",
        "253402300799999",
        "2024-02-30",
        "2023-02-29",
        "2024-05-1a",
        "2024-05-11T",
        "1715421600000 1",
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
    Timestamps timestamps = new Timestamps(zone, TimeFormat.AUTO);
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

  @ParameterizedTest
  @CsvSource({
    "millis, 0, 1970-01-01T00:00:00Z",
    "millis, -1, 1969-12-31T23:59:59.999Z",
    "millis, 1715421600, 1970-01-20T20:30:21.600Z",
    "millis, 253402300799999, 9999-12-31T23:59:59.999Z",
    "millis, 20240511100000, 2611-05-26T04:11:40Z",
    "seconds, 1715421600, 2024-05-11T10:00:00Z",
    "seconds, ' 1715421600\t', 2024-05-11T10:00:00Z",
    "seconds, -1, 1969-12-31T23:59:59Z",
    "seconds, -1.5, 1969-12-31T23:59:58.500Z",
    "seconds, 1715421600.1234567, 2024-05-11T10:00:00.123Z",
    "seconds, 1715421600.04, 2024-05-11T10:00:00.040Z",
    "micros, 1715421600123456, 2024-05-11T10:00:00.123Z",
    "micros, -1, 1969-12-31T23:59:59.999Z",
    "micros, 2024-05-11, 2024-05-11T00:00:00Z",
    "iso, 2024-05-11 10:00, 2024-05-11T10:00:00Z",
    "iso, 2024-05-11, 2024-05-11T00:00:00Z",
    "pattern:yyyyMMdd, 20240511, 2024-05-11T00:00:00Z",
    "pattern:dd.MM.yyyy HH:mm, 11.05.2024 10:30, 2024-05-11T10:30:00Z",
    "pattern:MM/dd/uuuu hh:mm a, 05/11/2024 01:30 pm, 2024-05-11T13:30:00Z",
    "pattern:d MMM yyyy, 11 May 2024, 2024-05-11T00:00:00Z",
    "pattern:yyyy-MM-dd'T'HH:mm:ssXXX, 2024-05-11T10:00:00+09:00, 2024-05-11T01:00:00Z",
  })
  void aFormatGivesNumbersAndOtherTextsAMeaning(String format, String text, Instant time) {
    assertThat(Instant.ofEpochMilli(parse(text, ZoneOffset.UTC, new TimeFormat(format))))
        .isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource({
    "millis, 253402300800000",
    "millis, 1715421600.5",
    "seconds, 1715421600000",
    "seconds, 1715421600.",
    "seconds, .5",
    "seconds, 1715421600.1234567890",
    "micros, 1715421600.5",
    "iso, 1715421600000",
    "iso, 20240511",
    "pattern:yyyyMMdd, 20230229",
    "pattern:yyyyMMdd, 2024-05-11",
    "pattern:dd.MM.yyyy, 11.05.2024 10:00",
  })
  void aFormatTakesNothingElse(String format, String text) {
    assertThat(parse(text, ZoneOffset.UTC, new TimeFormat(format))).isEqualTo(Timestamps.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "second",
        "pattern:",
        "pattern:yyyy",
        "pattern:HH:mm",
        "pattern:yyyy-mm-dd",
        "pattern:YYYY-MM-dd",
        "pattern:yyyy-MM-dd hh:mm",
        "pattern:yyyy-MM-dd'T",
        "pattern:foo",
      })
  void aFormatThatWouldReadLessThanItSaysIsNone(String format) {
    assertThatThrownBy(() -> new TimeFormat(format)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDateAloneIsMidnightInTheZone() {
    assertThat(Instant.ofEpochMilli(parse("2024-05-11", ZoneId.of("Asia/Seoul"))))
        .isEqualTo(Instant.parse("2024-05-10T15:00:00Z"));
    // Where clocks go forward at midnight, the day begins an hour later.
    assertThat(Instant.ofEpochMilli(parse("2018-11-04", ZoneId.of("America/Sao_Paulo"))))
        .isEqualTo(Instant.parse("2018-11-04T03:00:00Z"));
  }

  @Test
  void whatWasReadBeforeDoesNotCount() {
    Timestamps timestamps = new Timestamps(ZoneId.of("Europe/Berlin"), TimeFormat.AUTO);
    assertThat(read(timestamps, "2024-05-11 10:00:07")).isEqualTo("2024-05-11T08:00:07Z");
    assertThat(read(timestamps, "2023-05-11 10:00:07")).isEqualTo("2023-05-11T08:00:07Z");
    assertThat(read(timestamps, "2024-01-01 00:00")).isEqualTo("2023-12-31T23:00:00Z");
    assertThat(read(timestamps, "2024-01-33 00:00")).isEqualTo("none");
    assertThat(read(timestamps, "2024-01-33")).isEqualTo("none");
    assertThat(read(timestamps, "2024-03-31 01:59:59.999")).isEqualTo("2024-03-31T00:59:59.999Z");
    assertThat(read(timestamps, "2024-03-31 02:00:00")).isEqualTo("2024-03-31T01:00:00Z");
    assertThat(read(timestamps, "2024-03-31 03:00:00")).isEqualTo("2024-03-31T01:00:00Z");
    assertThat(read(timestamps, "2024-10-27 02:59:59.999")).isEqualTo("2024-10-27T00:59:59.999Z");
    assertThat(read(timestamps, "2024-10-27 03:00:00")).isEqualTo("2024-10-27T02:00:00Z");
    assertThat(read(timestamps, "2024-10-27 02:59:59.999")).isEqualTo("2024-10-27T00:59:59.999Z");
  }

  private static String read(Timestamps timestamps, String text) {
    byte[] bytes = (text + "\0\0\0\0\0\0\0\0").getBytes(StandardCharsets.UTF_8);
    long time = timestamps.parse(bytes, 0, bytes.length - Long.BYTES);
    return time == Timestamps.NONE ? "none" : Instant.ofEpochMilli(time).toString();
  }

  private static long parse(String text, ZoneId zone) {
    return parse(text, zone, TimeFormat.AUTO);
  }

  private static long parse(String text, ZoneId zone, TimeFormat format) {
    // In the middle of other bytes, as a field is.
    byte[] bytes = ("9" + text + "9").getBytes(StandardCharsets.UTF_8);
    return new Timestamps(zone, format).parse(bytes, 1, bytes.length - 1);
  }
}
