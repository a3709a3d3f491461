package dev.flinkjobs.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTimeTest {

  @ParameterizedTest
  @CsvSource({
    "5000, 5000, 0, 0, 5000",
    "5000, 5000, 0, 7000, 1000",
    "5000, 5000, 2000, 0, 1000",
    "5000, 5000, -1, 0, 1",
    "86400000, 86400000, -32400000, 0, 10800000",
    "10000, 4000, 0, 0, 2000",
    "10000, 5000, 0, 0, 5000",
    "5000, 4000, 2000, 0, 1000",
    "4000, 10000, 0, 0, 2000",
    "4000, 10000, 5000, 0, 1",
  })
  void theWatermarkStopsWhereverAWindowBeginsOrEnds(
      long size, long slide, long offset, long lateness, long slice) {
    WindowAssigner<Object, TimeWindow> windows =
        size == slide
            ? TumblingEventTimeWindows.of(Duration.ofMillis(size), Duration.ofMillis(offset))
            : SlidingEventTimeWindows.of(
                Duration.ofMillis(size), Duration.ofMillis(slide), Duration.ofMillis(offset));
    EventTime time = time(windows, lateness);
    assertThat(time.slice()).isEqualTo(Duration.ofMillis(slice));
    for (long timestamp : List.of(0L, 1234L, 1_717_236_001_777L)) {
      for (TimeWindow window : windows.assignWindows("", timestamp, EventTime.NO_CLOCK)) {
        assertThat(time.watermark(window.getStart())).isEqualTo(window.getStart() - 1);
        assertThat(time.watermark(window.getEnd())).isEqualTo(window.maxTimestamp());
      }
    }
  }

  @Test
  void forSessionsItMovesWithEveryMillisecond() {
    EventTime time = time(EventTimeSessionWindows.withGap(Duration.ofMinutes(1)), 0);
    assertThat(time.watermark(1234)).isEqualTo(1233);
  }

  @Test
  void itIsBehindByTheDelay() {
    EventTime time =
        EventTime.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            TumblingEventTimeWindows.of(Duration.ofSeconds(5)),
            Duration.ZERO);
    assertThat(time.watermark(5_999)).isEqualTo(-1);
    assertThat(time.watermark(6_000)).isEqualTo(4_999);
  }

  private static EventTime time(WindowAssigner<Object, TimeWindow> windows, long lateness) {
    return EventTime.of(
        Duration.ZERO, Duration.ofSeconds(30), windows, Duration.ofMillis(lateness));
  }
}
