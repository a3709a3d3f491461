package dev.flinkjobs.windows;

import dev.flinkjobs.options.DurationConverter;
import java.io.Serializable;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

  /**
   * The tumbling or sliding windows of a row, first to last. Sessions depend on other rows.
   *
   * @param timestamp in milliseconds since 1970-01-01T00:00:00Z
   */
  List<TimeWindow> of(long timestamp) {
    List<TimeWindow> windows = new ArrayList<>();
    long last = TimeWindow.getWindowStartWithOffset(timestamp, 0, slide.toMillis());
    for (long start = last; start > timestamp - size.toMillis(); start -= slide.toMillis()) {
      windows.add(new TimeWindow(start, start + size.toMillis()));
    }
    Collections.reverse(windows);
    return windows;
  }

  /**
   * When the first of a row's tumbling or sliding windows ends, exclusive.
   *
   * @param timestamp in milliseconds since 1970-01-01T00:00:00Z, as is the answer
   */
  long firstEnd(long timestamp) {
    long lastStartBefore = Math.floorDiv(timestamp - size.toMillis(), slide.toMillis());
    return (lastStartBefore + 1) * slide.toMillis() + size.toMillis();
  }

  /**
   * When the last tumbling or sliding window ended that is complete by a watermark, in milliseconds
   * since 1970-01-01T00:00:00Z: earlier rows may be late.
   */
  long lastEnd(long watermark) {
    boolean none = watermark == Long.MIN_VALUE;
    boolean all = watermark == Long.MAX_VALUE;
    return none || all ? watermark : firstEnd(watermark + 1) - slide.toMillis();
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
