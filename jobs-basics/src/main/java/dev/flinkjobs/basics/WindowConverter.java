package dev.flinkjobs.basics;

import dev.flinkjobs.options.DurationConverter;
import dev.flinkjobs.options.NotAllowed;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/** A duration that is not 0. */
final class WindowConverter implements ITypeConverter<Duration> {
  private final DurationConverter durations = new DurationConverter();

  @Override
  public Duration convert(String value) {
    Duration window = durations.convert(value);
    if (window.isZero()) {
      throw new NotAllowed(value, "a duration of 1ms or more such as 5s");
    }
    return window;
  }
}
