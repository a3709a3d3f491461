package dev.flinkjobs.windows;

import dev.flinkjobs.options.DurationConverter;
import dev.flinkjobs.options.NotAllowed;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far ahead of the clock a row's time may be.
 *
 * @param limit null for any distance
 */
record MaxFuture(@Nullable Duration limit) {
  private static final String OFF = "off";

  static MaxFuture parse(String text) {
    try {
      return new MaxFuture(text.equals(OFF) ? null : DurationConverter.parse(text));
    } catch (NotAllowed notADuration) {
      throw new NotAllowed(text, "off, or " + DurationConverter.ALLOWED, List.of(OFF));
    }
  }

  /** As it is given on the command line. */
  @Override
  public String toString() {
    return limit == null ? OFF : DurationConverter.text(limit);
  }
}
