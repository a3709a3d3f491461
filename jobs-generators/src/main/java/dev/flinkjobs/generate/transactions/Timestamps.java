package dev.flinkjobs.generate.transactions;

import dev.flinkjobs.output.Utf8Buffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Writes seconds since 1970 as {@code yyyy-MM-dd HH:mm:ss}, in the years 1000 to 9999. */
final class Timestamps {
  /** The first row's. */
  static final long START = LocalDateTime.of(2024, 1, 1, 9, 0).toEpochSecond(ZoneOffset.UTC);

  private static final int SECONDS_OF_DAY = 86_400;

  private long day = Long.MIN_VALUE;
  private byte[] date = new byte[0];

  void append(long epochSecond, Utf8Buffer to) {
    long newDay = Math.floorDiv(epochSecond, SECONDS_OF_DAY);
    if (newDay != day) {
      day = newDay;
      date = LocalDate.ofEpochDay(day).toString().getBytes(StandardCharsets.US_ASCII);
    }
    int second = Math.floorMod(epochSecond, SECONDS_OF_DAY);
    to.bytes(date);
    to.ascii(' ');
    twoDigits(second / 3600, to);
    to.ascii(':');
    twoDigits(second / 60 % 60, to);
    to.ascii(':');
    twoDigits(second % 60, to);
  }

  private static void twoDigits(int value, Utf8Buffer to) {
    to.ascii((char) ('0' + value / 10));
    to.ascii((char) ('0' + value % 10));
  }
}
