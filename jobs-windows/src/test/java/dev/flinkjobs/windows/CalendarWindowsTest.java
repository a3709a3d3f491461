package dev.flinkjobs.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.windows.CalendarWindows.Unit;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CalendarWindowsTest {

  @ParameterizedTest
  @CsvSource({
    "DAY,   UTC,              2024-05-11T10:00:00Z, 2024-05-11T00:00:00Z, 2024-05-12T00:00:00Z",
    "DAY,   Asia/Seoul,       2024-05-11T15:00:00Z, 2024-05-11T15:00:00Z, 2024-05-12T15:00:00Z",
    "DAY,   Asia/Seoul,       2024-05-11T14:59:59Z, 2024-05-10T15:00:00Z, 2024-05-11T15:00:00Z",
    // 23 and 25 hours.
    "DAY,   Europe/Berlin,    2024-03-31T10:00:00Z, 2024-03-30T23:00:00Z, 2024-03-31T22:00:00Z",
    "DAY,   Europe/Berlin,    2024-10-27T10:00:00Z, 2024-10-26T22:00:00Z, 2024-10-27T23:00:00Z",
    // Midnight is skipped: the day begins at 01:00.
    "DAY,   America/Sao_Paulo, 2018-11-04T10:00:00Z, 2018-11-04T03:00:00Z, 2018-11-05T02:00:00Z",
    // 2011-12-30 is skipped.
    "DAY,   Pacific/Apia,     2011-12-30T09:59:59Z, 2011-12-29T10:00:00Z, 2011-12-30T10:00:00Z",
    "DAY,   Pacific/Apia,     2011-12-30T10:00:00Z, 2011-12-30T10:00:00Z, 2011-12-31T10:00:00Z",
    // Clocks go back from 00:01 to 23:01: the day is over at its first end.
    "DAY,   America/St_Johns, 2010-11-07T02:45:00Z, 2010-11-07T02:30:00Z, 2010-11-08T03:30:00Z",
    "WEEK,  UTC,              2024-05-12T23:59:59Z, 2024-05-06T00:00:00Z, 2024-05-13T00:00:00Z",
    "WEEK,  Asia/Seoul,       2024-05-12T15:00:00Z, 2024-05-12T15:00:00Z, 2024-05-19T15:00:00Z",
    "MONTH, UTC,              2024-02-29T10:00:00Z, 2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z",
    "MONTH, Europe/Berlin,    2024-03-01T00:00:00Z, 2024-02-29T23:00:00Z, 2024-03-31T22:00:00Z",
    "MONTH, UTC,              1969-12-31T23:59:59Z, 1969-12-01T00:00:00Z, 1970-01-01T00:00:00Z",
    "HOUR,  Asia/Kolkata,     2024-05-11T10:00:00Z, 2024-05-11T09:30:00Z, 2024-05-11T10:30:00Z",
    // 02:00 to 03:00 comes twice, and is skipped in spring.
    "HOUR,  Europe/Berlin,    2024-10-27T00:30:00Z, 2024-10-27T00:00:00Z, 2024-10-27T01:00:00Z",
    "HOUR,  Europe/Berlin,    2024-10-27T01:00:00Z, 2024-10-27T01:00:00Z, 2024-10-27T02:00:00Z",
    "HOUR,  Europe/Berlin,    2024-03-31T01:00:00Z, 2024-03-31T01:00:00Z, 2024-03-31T02:00:00Z",
    // Clocks change by half an hour: 01:30 to 02:00 comes twice.
    "HOUR,  Australia/Lord_Howe, 2024-04-06T14:59:59Z, 2024-04-06T14:00:00Z, 2024-04-06T15:00:00Z",
    "HOUR,  Australia/Lord_Howe, 2024-04-06T15:00:00Z, 2024-04-06T15:00:00Z, 2024-04-06T15:30:00Z",
  })
  void aTimeIsInTheHourDayWeekOrMonthOfTheZone(
      Unit unit, String zone, String time, String start, String end) {
    TimeWindow window =
        new CalendarWindows(unit, ZoneId.of(zone)).of(Instant.parse(time).toEpochMilli());

    assertThat(Instant.ofEpochMilli(window.getStart())).isEqualTo(start);
    assertThat(Instant.ofEpochMilli(window.getEnd())).isEqualTo(end);
  }

  @ParameterizedTest
  @EnumSource(Unit.class)
  void windowsFollowOneAnotherWithoutGapInAllZones(Unit unit) {
    Random random = new Random(7);
    long from = Instant.parse("1880-01-01T00:00:00Z").toEpochMilli();
    long to = Instant.parse("2040-01-01T00:00:00Z").toEpochMilli();
    for (String id : ZoneId.getAvailableZoneIds()) {
      CalendarWindows windows = new CalendarWindows(unit, ZoneId.of(id));
      for (int i = 0; i < 20; i++) {
        long time = from + (long) (random.nextDouble() * (to - from));
        TimeWindow window = windows.of(time);

        assertThat(time).as(id).isBetween(window.getStart(), window.maxTimestamp());
        assertThat(windows.of(window.getStart())).as(id).isEqualTo(window);
        assertThat(windows.of(window.maxTimestamp())).as(id).isEqualTo(window);
        assertThat(windows.of(window.getEnd()).getStart()).as(id).isEqualTo(window.getEnd());
        assertThat(windows.of(window.getStart() - 1).getEnd()).as(id).isEqualTo(window.getStart());
      }
    }
  }
}
