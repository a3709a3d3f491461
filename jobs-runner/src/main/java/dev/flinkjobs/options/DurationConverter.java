package dev.flinkjobs.options;

import java.time.Duration;

/** A time span as a whole number and its unit: {@code 500ms}, {@code 1s}, {@code 5m}, … */
public final class DurationConverter {
  private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
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
    int digits = 0;
    while (digits < value.length() && value.charAt(digits) >= '0' && value.charAt(digits) <= '9') {
      digits++;
    }
    String unit = value.substring(digits);
    for (int i = 0; i < UNITS.length; i++) {
      if (UNITS[i].equals(unit)) {
        long max = Long.MAX_VALUE / MILLIS[i];
        try {
          long number = Converters.whole(value.substring(0, digits), 0, max, ALLOWED);
          return Duration.ofMillis(number * MILLIS[i]);
        } catch (NotAllowed e) {
          break;
        }
      }
    }
    throw new NotAllowed(value, ALLOWED);
  }

  /** The shortest text that {@link #parse} reads as this duration, cut to milliseconds. */
  public static String text(Duration duration) {
    long millis = duration.toMillis();
    int unit = UNITS.length - 1;
    if (millis == 0) {
      return "0s";
    }
    for (int i = UNITS.length - 1; i >= 0; i--) {
      if (millis % MILLIS[i] == 0) {
        unit = i;
      }
    }
    return millis / MILLIS[unit] + UNITS[unit];
  }
}
