package dev.flinkjobs.windows;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * What a window operator did. Times are in milliseconds since 1970-01-01T00:00:00Z.
 *
 * @param key empty for a watermark
 * @param start of the window, inclusive; else the time of the row, or the watermark, which is
 *     {@code Long.MAX_VALUE} at the end of the input
 * @param end of the window, exclusive; else as {@code start}
 * @param value of the row, or the result of the window, as results show it; else empty
 * @param count how many rows the result is made of, or the number of the row, from 1; else 0
 * @param revision from 1, of a result; else 0
 * @param missed the windows that a late row missed, each its start and its end
 * @param counted whether another window counts a late row
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

  /** Of a row or a watermark. */
  static TraceEvent at(Kind kind, List<String> key, long time, String value, long count) {
    return new TraceEvent(kind, key, time, time, value, count, 0, List.of(), false);
  }
}
