package dev.flinkjobs.windows;

import dev.flinkjobs.options.DurationConverter;
import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.jspecify.annotations.Nullable;

/**
 * Into which windows time is cut. Tumbling and sliding ones of a fixed length begin at multiples of
 * their slide since 1970-01-01T00:00:00Z, whatever the zone that times are shown in.
 *
 * @param size of a window; of a session the silence that ends it; zero for those of a calendar
 * @param slide from the begin of one window to that of the next; otherwise as the size
 * @param unit of a calendar; null for a fixed length
 */
record Windows(Kind kind, Duration size, Duration slide, CalendarWindows.@Nullable Unit unit)
    implements Serializable {

  private static final Duration AN_HOUR = Duration.ofHours(1);

  enum Kind {
    TUMBLING("Tumbling"),
    SLIDING("Sliding"),
    SESSION("Session");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** As it stands before printed results. */
    String label() {
      return label;
    }
  }

  static Windows tumbling(Duration size) {
    return new Windows(Kind.TUMBLING, size, size, null);
  }

  static Windows sliding(Duration size, Duration slide) {
    return new Windows(Kind.SLIDING, size, slide, null);
  }

  static Windows session(Duration gap) {
    return new Windows(Kind.SESSION, gap, gap, null);
  }

  /** One after another, each as long as the calendar of a zone has it. */
  static Windows calendar(CalendarWindows.Unit unit) {
    return new Windows(Kind.TUMBLING, Duration.ZERO, Duration.ZERO, unit);
  }

  boolean areSessions() {
    return kind == Kind.SESSION;
  }

  /**
   * The windows as Flink has them.
   *
   * @param zone of the calendar, if it has one
   */
  WindowAssigner<Object, TimeWindow> assigner(ZoneId zone) {
    if (unit != null) {
      return new CalendarWindows(unit, zone);
    }
    return switch (kind) {
      case TUMBLING -> TumblingEventTimeWindows.of(size);
      case SLIDING -> SlidingEventTimeWindows.of(size, slide);
      case SESSION -> EventTimeSessionWindows.withGap(size);
    };
  }

  /** As it is given on the command line. */
  @Override
  public String toString() {
    return switch (kind) {
      case TUMBLING ->
          "tumbling:" + (unit != null ? unit : size.equals(AN_HOUR) ? "60m" : fixed(size));
      case SLIDING -> "sliding:" + fixed(size) + "/" + fixed(slide);
      case SESSION -> "session:" + DurationConverter.text(size);
    };
  }

  /** Not in days, which are those of a calendar. */
  private static String fixed(Duration length) {
    String text = DurationConverter.text(length);
    return text.endsWith("d") ? length.toHours() + "h" : text;
  }
}
