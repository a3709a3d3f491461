package dev.flinkjobs.windows;

import dev.flinkjobs.options.DurationConverter;
import dev.flinkjobs.options.NotAllowed;
import java.util.List;
import picocli.CommandLine.ITypeConverter;

/** Reads a duration, or {@code off}. */
final class MaxFutureConverter implements ITypeConverter<MaxFuture> {
  static final String OFF = "off";

  private final DurationConverter durations = new DurationConverter();

  @Override
  public MaxFuture convert(String value) {
    if (value.equals(OFF)) {
      return new MaxFuture(null);
    }
    try {
      return new MaxFuture(durations.convert(value));
    } catch (NotAllowed notADuration) {
      throw new NotAllowed(value, "off, or " + DurationConverter.ALLOWED, List.of(OFF));
    }
  }
}
