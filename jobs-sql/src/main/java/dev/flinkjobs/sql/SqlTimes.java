package dev.flinkjobs.sql;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The times of rows as the TIMESTAMPs of a table, which have no zone.
 *
 * @param zone of times of the input without an offset, and of times that are shown
 * @param ofTables the zone whose clock the TIMESTAMPs of a table show
 */
record SqlTimes(ZoneId zone, ZoneId ofTables) implements Serializable {
  static final SqlTimes UTC = new SqlTimes(ZoneOffset.UTC, ZoneOffset.UTC);

  /**
   * A time in a table. Where clocks go back over midnight, the day has ended with its first end.
   *
   * @param timestamp in milliseconds since 1970-01-01T00:00:00Z
   */
  LocalDateTime inTable(long timestamp) {
    Instant time = Instant.ofEpochMilli(timestamp);
    LocalDateTime local = LocalDateTime.ofInstant(time, ofTables);
    LocalDate next = local.toLocalDate().plusDays(1);
    boolean isOver = !next.atStartOfDay(ofTables).toInstant().isAfter(time);
    return isOver ? next.atStartOfDay() : local;
  }

  /** In ISO-8601 with the offset of the zone; a midnight that clocks skip is where they go on. */
  String text(LocalDateTime time) {
    Instant instant = time.atZone(ofTables).toInstant();
    return zone.equals(ZoneOffset.UTC)
        ? instant.toString()
        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
  }
}
