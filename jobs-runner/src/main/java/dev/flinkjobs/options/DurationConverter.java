package dev.flinkjobs.options;

import java.time.Duration;
import java.util.List;

/** A time span as a whole number and its unit: {@code 500ms}, {@code 1s}, {@code 5m}, … */
public final class DurationConverter {
  private static final List<String> UNITS = List.of("d", "h", "m", "s", "ms");
  private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

  /** What an error says is allowed. */
  public static final String ALLOWED = "a duration such as 500ms, 1s, 5m, 1h or 1d";

  private DurationConverter() {}

  /**
   * The duration of a text.
   *
   * @throws NotAllowed if it is none
   */
  public static Duration parse(String value) {
    String unit = value.replaceFirst("^[0-9]+", "");
    int i = UNITS.indexOf(unit);
    try {
      if (i >= 0) {
        long number = Long.parseLong(value.substring(0, value.length() - unit.length()));
        return Duration.ofMillis(Math.multiplyExact(number, MILLIS[i]));
      }
    } catch (ArithmeticException | NumberFormatException none) {
      // Said below.
    }
    throw new NotAllowed(value, ALLOWED);
  }

  /** The shortest text that {@link #parse} reads as this duration, cut to milliseconds. */
  public static String text(Duration duration) {
    long millis = duration.toMillis();
    int unit = 0;
    while (millis % MILLIS[unit] != 0) {
      unit++;
    }
    return millis == 0 ? "0s" : millis / MILLIS[unit] + UNITS.get(unit);
  }
}
