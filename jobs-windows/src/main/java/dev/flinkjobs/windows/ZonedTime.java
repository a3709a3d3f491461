package dev.flinkjobs.windows;

import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/** Times as they are shown: in ISO-8601 with the offset of a zone. */
record ZonedTime(ZoneId zone) implements Serializable {

  /**
   * {@code 2024-05-11T10:00:00Z}.
   *
   * @param timestamp in milliseconds since 1970-01-01T00:00:00Z
   */
  String text(long timestamp) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        Instant.ofEpochMilli(timestamp).atZone(zone));
  }

  /** {@code [2024-05-11T10:00:00Z, 2024-05-11T10:00:05Z)}. */
  String text(TimeWindow window) {
    return "[" + text(window.getStart()) + ", " + text(window.getEnd()) + ")";
  }
}
