package dev.flinkjobs.csv;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Reads times as milliseconds since 1970-01-01T00:00:00Z: {@code 2024-05-11 10:00:00}, with up to
 * nine fractional digits of which three count, with {@code T} for the blank, with {@code Z} or an
 * offset such as {@code +09:00}; or the milliseconds themselves.
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

  private final ZoneId zone;
  private final ZoneRules rules;

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

  Timestamps(ZoneId zone) {
    this.zone = zone;
    this.rules = zone.getRules();
  }

  boolean areOf(ZoneId other) {
    return zone.equals(other);
  }

  /** The time that these bytes say; {@link #NONE} where they say none. */
  long parse(byte[] bytes, int from, int to) {
    if (to - from < MINUTES_LENGTH || bytes[from + 4] != '-') {
      return millis(bytes, from, to);
    }
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
    int wanted = (year << 9) | (month << 5) | dayOfMonth;
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

  /** Milliseconds as digits, perhaps behind a minus sign. */
  private static long millis(byte[] bytes, int from, int to) {
    boolean negative = from < to && bytes[from] == '-';
    int first = negative ? from + 1 : from;
    if (first == to || to - first > 15) {
      return NONE;
    }
    long millis = 0;
    for (int i = first; i < to; i++) {
      if (!isDigit(bytes[i])) {
        return NONE;
      }
      millis = millis * 10 + bytes[i] - '0';
    }
    return millis > MAX_MILLIS ? NONE : negative ? -millis : millis;
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
