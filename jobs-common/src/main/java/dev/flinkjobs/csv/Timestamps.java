package dev.flinkjobs.csv;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Reads times as milliseconds since 1970-01-01T00:00:00Z: {@code 2024-05-11 10:00:00}, with up to
 * nine fractional digits of which three count, with {@code T} for the blank, with {@code Z} or an
 * offset such as {@code +09:00}; a date alone, which is midnight; or a number or a text that a
 * {@link TimeFormat} gives a meaning. Blanks and tabs around them do not count.
 *
 * <p>A time without an offset is local to a zone. Where a clock is put back, such a time occurs
 * twice: the first is meant. Where it is put forward, such a time does not occur: the time as far
 * behind the gap is meant. Both is what {@link LocalDateTime#atZone} answers.
 */
final class Timestamps {

  /** What {@link #parse} answers where there is no time. */
  static final long NONE = Long.MIN_VALUE;

  /** The end of the year 9999 in UTC. */
  private static final long MAX_MILLIS = 253_402_300_799_999L;

  private static final int SECONDS_PER_DAY = 86_400;
  private static final int MINUTES_LENGTH = 16;
  private static final int DATE_LENGTH = 10;

  /**
   * The digits of yyyyMMddHHmm and yyyyMMddHHmmss, which as milliseconds are of other centuries.
   */
  private static final int TO_MINUTES = 12;

  private static final int TO_SECONDS = 14;

  private final ZoneId zone;
  private final ZoneRules rules;
  private final TimeFormat format;
  private final @Nullable DateTimeFormatter pattern;

  /** The first 16 bytes of the minute parsed last, since neighbouring rows are mostly of one. */
  private long yearAndMonth;

  private long dayToMinute;

  /** That minute, local, in seconds. */
  private long minute;

  /** The day parsed last. */
  private int day = -1;

  private long epochDay;

  /** Local times, in seconds, for which {@link #offset} holds; at first none. */
  private long offsetFrom;

  private long offsetTo;
  private int offset;

  Timestamps(ZoneId zone, TimeFormat format) {
    this.zone = zone;
    this.rules = zone.getRules();
    this.format = format;
    this.pattern = format.formatter();
  }

  boolean areOf(ZoneId other) {
    return zone.equals(other);
  }

  /** The time that these bytes say; {@link #NONE} where they say none. */
  long parse(byte[] bytes, int from, int to) {
    if (pattern == null && to - from >= MINUTES_LENGTH && bytes[from + 4] == '-') {
      long time = iso(bytes, from, to);
      if (time != NONE) {
        return time;
      }
    }
    return otherForm(bytes, from, to);
  }

  private long iso(byte[] bytes, int from, int to) {
    if (!isMinuteBefore(bytes, from) && !parseMinute(bytes, from)) {
      return NONE;
    }
    int position = from + MINUTES_LENGTH;
    int second = 0;
    int milli = 0;
    if (position < to && bytes[position] == ':') {
      second = to - position < 3 ? -1 : digits(bytes, position + 1, 2);
      if (second < 0 || second > 59) {
        return NONE;
      }
      position += 3;
      if (position < to && bytes[position] == '.') {
        int first = ++position;
        while (position < to && isDigit(bytes[position])) {
          if (position - first < 3) {
            milli = milli * 10 + bytes[position] - '0';
          }
          position++;
        }
        int count = position - first;
        if (count == 0 || count > 9) {
          return NONE;
        }
        milli *= count == 1 ? 100 : count == 2 ? 10 : 1;
      }
    }
    long local = minute + second;
    if (position == to) {
      return (local - offset(local)) * 1000 + milli;
    }
    int given = offset(bytes, position, to);
    return given == Integer.MIN_VALUE ? NONE : (local - given) * 1000 + milli;
  }

  private boolean isMinuteBefore(byte[] bytes, int from) {
    return (long) RowScanner.LONGS.get(bytes, from) == yearAndMonth
        && (long) RowScanner.LONGS.get(bytes, from + Long.BYTES) == dayToMinute;
  }

  /** Whether there is such a minute; then {@link #minute} is it. */
  private boolean parseMinute(byte[] bytes, int from) {
    int year = digits(bytes, from, 4);
    int month = digits(bytes, from + 5, 2);
    int dayOfMonth = digits(bytes, from + 8, 2);
    int hour = digits(bytes, from + 11, 2);
    int minuteOfHour = digits(bytes, from + 14, 2);
    byte separator = bytes[from + DATE_LENGTH];
    boolean wellFormed =
        (year | month | dayOfMonth | hour | minuteOfHour) >= 0
            && bytes[from + 7] == '-'
            && (separator == ' ' || separator == 'T')
            && bytes[from + 13] == ':'
            && hour < 24
            && minuteOfHour < 60
            && isDate(year, month, dayOfMonth);
    if (wellFormed) {
      yearAndMonth = (long) RowScanner.LONGS.get(bytes, from);
      dayToMinute = (long) RowScanner.LONGS.get(bytes, from + Long.BYTES);
      minute = epochDay * SECONDS_PER_DAY + hour * 3600L + minuteOfHour * 60L;
    }
    return wellFormed;
  }

  /** Whether there is such a day; then {@link #epochDay} is it. */
  private boolean isDate(int year, int month, int dayOfMonth) {
    int wanted = (year * 100 + month) * 100 + dayOfMonth;
    if (wanted == day) {
      return true;
    }
    if (month < 1 || month > 12 || dayOfMonth < 1) {
      return false;
    }
    LocalDate first = LocalDate.of(year, month, 1);
    if (dayOfMonth > first.lengthOfMonth()) {
      return false;
    }
    day = wanted;
    epochDay = first.toEpochDay() + dayOfMonth - 1;
    return true;
  }

  /** An offset in seconds: Z, +09, +09:00 or +0900; MIN_VALUE where it is none. */
  private static int offset(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 1 && bytes[from] == 'Z') {
      return 0;
    }
    boolean signed = bytes[from] == '+' || bytes[from] == '-';
    boolean colon = length == 6 && bytes[from + 3] == ':';
    if (!signed || (length != 3 && length != 5 && !colon)) {
      return Integer.MIN_VALUE;
    }
    int hours = digits(bytes, from + 1, 2);
    int minutes = length == 3 ? 0 : digits(bytes, to - 2, 2);
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3600 + minutes * 60;
    return bytes[from] == '-' ? -seconds : seconds;
  }

  /** Of the zone at a local time, in seconds. */
  private int offset(long local) {
    if (local < offsetFrom || local >= offsetTo) {
      findOffset(local);
    }
    return offset;
  }

  private void findOffset(long localSecond) {
    LocalDateTime local = LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC);
    ZoneOffsetTransition at = rules.getTransition(local);
    ZoneOffset found = at != null ? at.getOffsetBefore() : rules.getValidOffsets(local).get(0);
    ZoneOffsetTransition before;
    ZoneOffsetTransition after;
    if (at != null) {
      before = rules.previousTransition(at.getInstant());
      after = at;
    } else {
      before = rules.previousTransition(local.toInstant(found).plusSeconds(1));
      after = rules.nextTransition(local.toInstant(found));
    }
    offset = found.getTotalSeconds();
    offsetFrom = before == null ? Long.MIN_VALUE : end(before);
    offsetTo = after == null ? Long.MAX_VALUE : end(after);
  }

  /** The local time from which on the offset behind a transition counts, in seconds. */
  private static long end(ZoneOffsetTransition transition) {
    LocalDateTime before = transition.getDateTimeBefore();
    LocalDateTime after = transition.getDateTimeAfter();
    return (before.isAfter(after) ? before : after).toEpochSecond(ZoneOffset.UTC);
  }

  private long otherForm(byte[] bytes, int start, int end) {
    int from = start;
    int to = end;
    while (from < to && isBlank(bytes[from])) {
      from++;
    }
    while (from < to && isBlank(bytes[to - 1])) {
      to--;
    }
    if (pattern != null) {
      return ofPattern(pattern, new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }
    if (to - from >= MINUTES_LENGTH && bytes[from + 4] == '-') {
      return to - from < end - start ? iso(bytes, from, to) : NONE;
    }
    if (to - from == DATE_LENGTH && bytes[from + 4] == '-' && bytes[from + 7] == '-') {
      return midnight(digits(bytes, from, 4), digits(bytes, from + 5, 2), digits(bytes, to - 2, 2));
    }
    return number(bytes, from, to);
  }

  private static boolean isBlank(byte character) {
    return character == ' ' || character == '\t';
  }

  private long ofPattern(DateTimeFormatter given, String text) {
    try {
      long millis = TimeFormat.read(given, text, zone).toEpochMilli();
      return Math.abs(millis) > MAX_MILLIS ? NONE : millis;
    } catch (DateTimeException | ArithmeticException none) {
      return NONE;
    }
  }

  private long midnight(int year, int month, int dayOfMonth) {
    if ((year | month | dayOfMonth) < 0 || !isDate(year, month, dayOfMonth)) {
      return NONE;
    }
    long local = epochDay * SECONDS_PER_DAY;
    return (local - offset(local)) * 1000;
  }

  /** Digits, perhaps behind a minus sign, and of seconds perhaps with a fraction. */
  private long number(byte[] bytes, int from, int to) {
    boolean negative = from < to && bytes[from] == '-';
    int first = negative ? from + 1 : from;
    int point = first;
    while (point < to && isDigit(bytes[point])) {
      point++;
    }
    boolean hasFraction = point < to && format.text().equals("seconds");
    if (point == first || point - first > 18 || (point < to && !hasFraction)) {
      return NONE;
    }
    long number = 0;
    for (int i = first; i < point; i++) {
      number = number * 10 + bytes[i] - '0';
    }
    long millis =
        switch (format.text()) {
          case "auto" -> isMillis(bytes, first, to) ? number : NONE;
          case "millis" -> number;
          case "seconds" -> number > MAX_MILLIS / 1000 ? NONE : number * 1000;
          case "micros" -> negative ? (number + 999) / 1000 : number / 1000;
          default -> NONE;
        };
    if (hasFraction) {
      int digits = to - point - 1;
      if (bytes[point] != '.' || digits < 1 || digits > 9 || digits(bytes, point + 1, digits) < 0) {
        return NONE;
      }
      for (int i = 0, unit = 100; i < Math.min(digits, 3); i++, unit /= 10) {
        millis += (bytes[point + 1 + i] - '0') * (long) unit;
      }
    }
    return millis < 0 || millis > MAX_MILLIS ? NONE : negative ? -millis : millis;
  }

  /** By how many digits there are, unless they are the digits of a date and a time of this age. */
  private boolean isMillis(byte[] bytes, int from, int to) {
    int count = to - from;
    if (count < TO_MINUTES || count > TO_SECONDS) {
      return false;
    }
    int year = digits(bytes, from, 4);
    return count == TO_MINUTES + 1
        || year < 1900
        || year > 2199
        || !isDate(year, digits(bytes, from + 4, 2), digits(bytes, from + 6, 2))
        || digits(bytes, from + 8, 2) > 23
        || digits(bytes, from + 10, 2) > 59
        || (count == TO_SECONDS && digits(bytes, from + 12, 2) > 59);
  }

  /** The number that some digits say; negative where one of them is none. */
  private static int digits(byte[] bytes, int from, int count) {
    int number = 0;
    for (int i = from; i < from + count; i++) {
      if (!isDigit(bytes[i])) {
        return -1;
      }
      number = number * 10 + bytes[i] - '0';
    }
    return number;
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }
}
