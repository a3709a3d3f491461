package dev.flinkjobs.options;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/** A duration that is not 0. */
public final class PositiveDurationConverter implements ITypeConverter<Duration> {
  private final DurationConverter durations = new DurationConverter();

  @Override
  public Duration convert(String value) {
    Duration duration = durations.convert(value);
    if (duration.isZero()) {
      throw new NotAllowed(value, "a duration of 1ms or more such as 5s");
    }
    return duration;
  }
}
