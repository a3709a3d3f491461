package dev.flinkjobs.windows;

import dev.flinkjobs.options.DurationConverter;
import java.io.Serializable;
import java.math.BigInteger;
import java.time.Duration;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * Into which windows time is cut. Tumbling and sliding ones begin at multiples of their slide since
 * 1970-01-01T00:00:00Z, whatever the zone that times are shown in.
 *
 * @param size of a window; of a session the silence that ends it
 * @param slide from the begin of one window to that of the next; of a session as its size
 */
record Windows(Kind kind, Duration size, Duration slide) implements Serializable {

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
    return new Windows(Kind.TUMBLING, size, size);
  }

  static Windows sliding(Duration size, Duration slide) {
    return new Windows(Kind.SLIDING, size, slide);
  }

  static Windows session(Duration gap) {
    return new Windows(Kind.SESSION, gap, gap);
  }

  boolean areSessions() {
    return kind == Kind.SESSION;
  }

  WindowAssigner<Object, TimeWindow> assigner() {
    return switch (kind) {
      case TUMBLING -> TumblingEventTimeWindows.of(size);
      case SLIDING -> SlidingEventTimeWindows.of(size, slide);
      case SESSION -> EventTimeSessionWindows.withGap(size);
    };
  }

  /** At whose multiples windows end, and cease to wait for late rows. */
  Duration step(Duration allowedLateness) {
    if (areSessions()) {
      return Duration.ofMillis(1);
    }
    BigInteger step = BigInteger.valueOf(size.toMillis());
    step = step.gcd(BigInteger.valueOf(slide.toMillis()));
    return Duration.ofMillis(
        step.gcd(BigInteger.valueOf(allowedLateness.toMillis())).longValueExact());
  }

  /** As it is given on the command line. */
  @Override
  public String toString() {
    String text = DurationConverter.text(size);
    return switch (kind) {
      case TUMBLING -> "tumbling:" + text;
      case SLIDING -> "sliding:" + text + "/" + DurationConverter.text(slide);
      case SESSION -> "session:" + text;
    };
  }
}
