package dev.flinkjobs.csv;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How times stand in a text.
 *
 * @param text as {@code --time-format} takes it: {@code auto}, {@code millis}, {@code seconds},
 *     {@code micros}, {@code iso}, or {@code pattern:} and a pattern of {@link DateTimeFormatter}
 */
public record TimeFormat(String text) implements Serializable {

  /** What {@code --time-format} takes, for messages. */
  public static final String ALLOWED =
      "auto, millis, seconds, micros, iso, or a pattern such as 'pattern:dd.MM.yyyy HH:mm'";

  /** ISO-8601, and milliseconds where their number of digits says so. */
  public static final TimeFormat AUTO = new TimeFormat("auto");

  private static final String PATTERN = "pattern:";

  /**
   * @throws IllegalArgumentException that says why the text is no format
   */
  public TimeFormat {
    switch (text) {
      case "auto", "millis", "seconds", "micros", "iso" -> {}
      default -> {
        if (!text.startsWith(PATTERN)) {
          throw new IllegalArgumentException("is not allowed; allowed: " + ALLOWED);
        }
        requireReadable(formatter(text));
      }
    }
  }

  /** How times are read that stand in a form of their own; null where they do not. */
  @Nullable DateTimeFormatter formatter() {
    return text.startsWith(PATTERN) ? formatter(text) : null;
  }

  private static DateTimeFormatter formatter(String text) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(text.substring(PATTERN.length()))
        .parseDefaulting(ChronoField.ERA, 1) // For yyyy, which everybody writes.
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** Else a pattern such as {@code yyyy-mm-dd}, or {@code hh} without {@code a}, says less. */
  private static void requireReadable(DateTimeFormatter pattern) {
    ZonedDateTime time = ZonedDateTime.of(2024, 11, 25, 22, 33, 44, 555_000_000, ZoneOffset.UTC);
    String shown = pattern.format(time);
    try {
      Instant read = read(pattern, shown, ZoneOffset.UTC);
      if (shown.equals(pattern.format(read.atZone(ZoneOffset.UTC)))) {
        return;
      }
    } catch (DateTimeException unreadable) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "does not name a day, and perhaps a time of it, that can be read; letters are those of"
            + " java.time, such as 'pattern:yyyy-MM-dd HH:mm:ss'");
  }

  /**
   * @param zone of a time without an offset
   */
  static Instant read(DateTimeFormatter pattern, String text, ZoneId zone) {
    TemporalAccessor parsed = pattern.parse(text);
    if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
      return Instant.from(parsed);
    }
    LocalTime time = parsed.query(TemporalQueries.localTime());
    ZoneId offset = parsed.query(TemporalQueries.offset());
    return LocalDate.from(parsed)
        .atTime(time == null ? LocalTime.MIDNIGHT : time)
        .atZone(offset == null ? zone : offset)
        .toInstant();
  }

  /** As on the command line. */
  @Override
  public String toString() {
    return text;
  }
}
