package dev.flinkjobs.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.options.DurationConverter;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.testing.TestCluster;
import dev.flinkjobs.time.EventTime;
import dev.flinkjobs.windows.CalendarWindows.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarWindowsTest {
  @RegisterExtension private static final TestCluster CLUSTER = TestCluster.of(1, 1);

  @ParameterizedTest
  @CsvSource({
    "1d, UTC, 2024-05-11T23:59:59Z, 2024-05-11T00:00Z, 2024-05-12T00:00Z",
    "1d, Asia/Seoul, 2024-05-11T23:59:59Z, 2024-05-12T00:00+09:00, 2024-05-13T00:00+09:00",
    "1d, Asia/Seoul, 1969-12-31T14:59:59Z, 1969-12-31T00:00+09:00, 1970-01-01T00:00+09:00",
    // 23 and 25 hours.
    "1d, Europe/Berlin, 2024-03-31T10:00Z, 2024-03-31T00:00+01:00, 2024-04-01T00:00+02:00",
    "1d, Europe/Berlin, 2024-10-27T10:00Z, 2024-10-27T00:00+02:00, 2024-10-28T00:00+01:00",
    // A day that begins at one o'clock.
    "1d, America/Santiago, 2024-09-08T12:00Z, 2024-09-08T01:00-03:00, 2024-09-09T00:00-03:00",
    // A date that does not occur.
    "1d, Pacific/Apia, 2011-12-30T09:59:59Z, 2011-12-29T00:00-10:00, 2011-12-31T00:00+14:00",
    "1d, Pacific/Apia, 2011-12-30T10:00Z, 2011-12-31T00:00+14:00, 2012-01-01T00:00+14:00",
    // At 00:01 clocks went back to 23:01: the new day has begun by then.
    "1d, America/St_Johns, 2010-11-07T02:45Z, 2010-11-07T00:00-02:30, 2010-11-08T00:00-03:30",
    "1w, Asia/Seoul, 2024-05-12T12:00Z, 2024-05-06T00:00+09:00, 2024-05-13T00:00+09:00",
    "1w, UTC, 2024-12-31T12:00Z, 2024-12-30T00:00Z, 2025-01-06T00:00Z",
    "1w, Europe/Berlin, 2024-10-27T10:00Z, 2024-10-21T00:00+02:00, 2024-10-28T00:00+01:00",
    "1mo, UTC, 2024-02-29T12:00Z, 2024-02-01T00:00Z, 2024-03-01T00:00Z",
    "1mo, Europe/Berlin, 2024-03-31T22:30Z, 2024-04-01T00:00+02:00, 2024-05-01T00:00+02:00",
    "1h, UTC, 2024-05-11T10:59:59.999Z, 2024-05-11T10:00Z, 2024-05-11T11:00Z",
    "1h, Asia/Kolkata, 2024-05-11T10:15Z, 2024-05-11T15:00+05:30, 2024-05-11T16:00+05:30",
    // Twice the hour from two o'clock; no hour from two o'clock.
    "1h, Europe/Berlin, 2024-10-27T00:30Z, 2024-10-27T02:00+02:00, 2024-10-27T03:00+02:00",
    "1h, Europe/Berlin, 2024-10-27T01:30Z, 2024-10-27T02:00+01:00, 2024-10-27T03:00+01:00",
    "1h, Europe/Berlin, 2024-03-31T00:59:59Z, 2024-03-31T01:00+01:00, 2024-03-31T02:00+01:00",
    "1h, Europe/Berlin, 2024-03-31T01:00Z, 2024-03-31T03:00+02:00, 2024-03-31T04:00+02:00",
    // Clocks that are changed by half an hour.
    "1h, Australia/Lord_Howe, 2024-04-06T14:59Z, 2024-04-07T01:00+11:00, 2024-04-07T02:00+11:00",
    "1h, Australia/Lord_Howe, 2024-04-06T15:00Z, 2024-04-07T01:30+10:30, 2024-04-07T02:00+10:30",
  })
  void aRowIsInTheHourDayWeekOrMonthOfItsZone(
      String unit, ZoneId zone, OffsetDateTime time, OffsetDateTime start, OffsetDateTime end) {
    assertThat(window(windows(unit, zone), millis(time)))
        .isEqualTo(new TimeWindow(millis(start), millis(end)));
  }

  static Stream<ZoneId> zones() {
    return ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of);
  }

  /** In every zone, around each change of its clocks since 1970. */
  @ParameterizedTest
  @MethodSource("zones")
  void windowsFollowOneAnotherAndEndWhereTheWatermarkDoes(ZoneId zone) {
    List<Instant> times = new ArrayList<>();
    Random random = new Random(zone.hashCode());
    zone.getRules().getTransitions().stream()
        .map(change -> change.getInstant())
        .filter(change -> change.isAfter(Instant.EPOCH))
        .forEach(change -> times.add(change.plusMillis(random.nextInt(7_200_000) - 3_600_000)));
    for (int year = 1970; year < 2060; year++) {
      times.add(Instant.EPOCH.plus((year - 1970) * 365L + random.nextInt(365), ChronoUnit.DAYS));
    }
    for (Unit unit : Unit.values()) {
      CalendarWindows windows = new CalendarWindows(unit, zone);
      long slice = windows.slice().toMillis();
      for (Instant time : times) {
        TimeWindow window = window(windows, time.toEpochMilli());
        assertThat(time.toEpochMilli()).isBetween(window.getStart(), window.maxTimestamp());
        assertThat(window(windows, window.getStart())).isEqualTo(window);
        assertThat(window(windows, window.maxTimestamp())).isEqualTo(window);
        assertThat(window(windows, window.getEnd()).getStart()).isEqualTo(window.getEnd());
        assertThat(windows.nextBoundary(time.toEpochMilli())).isEqualTo(window.getEnd());
        if (window.getStart() >= 0) {
          assertThat(window.getStart() % slice).as("%s %s %s", unit, zone, time).isZero();
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1d, UTC, 0s, 86400",
    "1w, UTC, 1h, 3600",
    "1mo, Asia/Seoul, 0s, 3600",
    "1h, UTC, 0s, 3600",
    "1h, Asia/Kolkata, 0s, 1800",
    "1h, Australia/Lord_Howe, 0s, 1800",
    "1h, America/St_Johns, 0s, 60",
    "1d, +05:37:11, 0s, 1",
    "1d, UTC, 7s, 1"
  })
  void theWatermarkMovesByWhatDividesAllBoundaries(
      String unit, ZoneId zone, String lateness, long seconds) {
    EventTime time =
        EventTime.of(
            Duration.ZERO, Duration.ZERO, windows(unit, zone), DurationConverter.parse(lateness));
    assertThat(time.slice()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1h", "1d", "1w", "1mo"})
  void flinksOwnWindowsTakeThemToo(String unit) throws Exception {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    long time = Instant.parse("2024-10-27T00:30:00Z").toEpochMilli();
    TimeWindow window = window(windows(unit, berlin), time);
    try (AutoCloseable context = CLUSTER.asContext(1)) {
      assertThat(context).isNotNull();
      DataStream<WindowResult> results =
          StreamExecutionEnvironment.getExecutionEnvironment()
              .fromData(Measurement.TYPE, measurement(time), measurement(time + 1))
              .uid("rows")
              .assignTimestampsAndWatermarks(
                  WatermarkStrategy.<Measurement>forMonotonousTimestamps()
                      .withTimestampAssigner((row, none) -> row.timestamp()))
              .uid("time")
              .keyBy(Measurement::key)
              .window(windows(unit, berlin))
              .aggregate(new SumAggregate(Aggregate.COUNT), new WithWindow())
              .uid("windows");
      assertThat(results.executeAndCollect(2))
          .containsExactly(
              new WindowResult(
                  GroupKey.of("a"),
                  window.getStart(),
                  window.getEnd(),
                  AggregateResult.of(Decimal.of(2, 0), 2),
                  1));
    }
  }

  @Test
  void aWindowSaysWhatItIs() {
    assertThat(windows("1mo", ZoneId.of("Asia/Seoul")))
        .hasToString("CalendarWindows(1mo, Asia/Seoul)");
  }

  /** As a program without LocalGlobal has it, which does not know of revisions. */
  private static final class WithWindow
      extends ProcessWindowFunction<AggregateResult, WindowResult, GroupKey, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        GroupKey key,
        Context context,
        Iterable<AggregateResult> aggregates,
        Collector<WindowResult> out) {
      TimeWindow window = context.window();
      aggregates.forEach(
          aggregate ->
              out.collect(new WindowResult(key, window.getStart(), window.getEnd(), aggregate, 1)));
    }
  }

  private static Measurement measurement(long time) {
    return new Measurement(GroupKey.of("a"), time, Decimal.ZERO);
  }

  private static CalendarWindows windows(String unit, ZoneId zone) {
    return new CalendarWindows(Unit.of(unit).orElseThrow(), zone);
  }

  private static TimeWindow window(CalendarWindows windows, long timestamp) {
    return windows.assignWindows(null, timestamp, null).iterator().next();
  }

  private static long millis(OffsetDateTime time) {
    return time.toInstant().toEpochMilli();
  }
}
