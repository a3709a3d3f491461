package dev.flinkjobs.windows;

import dev.flinkjobs.options.DurationConverter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far ahead of the clock a row's time may be.
 *
 * @param limit null for any distance
 */
record MaxFuture(@Nullable Duration limit) {

  /** As it is given on the command line. */
  @Override
  public String toString() {
    return limit == null ? MaxFutureConverter.OFF : DurationConverter.text(limit);
  }
}
