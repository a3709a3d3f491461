package dev.flinkjobs.windows;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * What a window operator did. Times are in milliseconds since 1970-01-01T00:00:00Z.
 *
 * @param key empty for a watermark
 * @param start of the window, inclusive; else the time of the row, or the watermark, which is
 *     {@code Long.MAX_VALUE} at the end of the input
 * @param end of the window, exclusive; else as {@code start}
 * @param value of the row, or of the result, as results show it; else empty
 * @param count how many rows the result is made of, or the number of the row, from 1; else 0
 * @param revision from 1, of a result; else 0
 * @param missed the start and the end of each window that a late row missed
 * @param counted whether another window counts the late row
 */
record TraceEvent(
    Kind kind,
    List<String> key,
    long start,
    long end,
    String value,
    long count,
    int revision,
    List<Long> missed,
    boolean counted)
    implements Serializable {

  enum Kind {
    ROW,
    WATERMARK,
    OPENED,
    EXTENDED,
    FIRED,
    REVISED,
    EXPIRED,
    LATE;

    /** As it stands in JSON, and before the texts about it. */
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static TraceEvent at(Kind kind, List<String> key, long time, String value, long count) {
    return new TraceEvent(kind, key, time, time, value, count, 0, List.of(), false);
  }

  static TraceEvent of(
      Kind kind, List<String> key, TimeWindow window, String value, long count, int revision) {
    return new TraceEvent(
        kind, key, window.getStart(), window.getEnd(), value, count, revision, List.of(), false);
  }

  TraceEvent missing(List<Long> windows, boolean isCounted) {
    return new TraceEvent(kind, key, start, end, value, count, revision, windows, isCounted);
  }

  boolean isSameWindow(TraceEvent other) {
    return start == other.start && end == other.end && key.equals(other.key);
  }
}
