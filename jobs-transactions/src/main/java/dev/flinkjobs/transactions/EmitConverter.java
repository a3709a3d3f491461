package dev.flinkjobs.transactions;

import dev.flinkjobs.options.DurationConverter;
import dev.flinkjobs.options.NotAllowed;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.ITypeConverter;

/** Reads {@code every}, {@code final}, or a duration. */
final class EmitConverter implements ITypeConverter<Emit> {
  private static final String EVERY = "every";
  private static final String FINAL = "final";

  private final DurationConverter durations = new DurationConverter();

  @Override
  public Emit convert(String value) {
    return switch (value) {
      case EVERY -> Emit.EVERY;
      case FINAL -> Emit.FINAL;
      default -> Emit.at(interval(value));
    };
  }

  private Duration interval(String value) {
    String allowed = "every, final, or a duration of 1ms or more such as 1s";
    try {
      Duration interval = durations.convert(value);
      if (interval.toMillis() > 0) {
        return interval;
      }
    } catch (NotAllowed notADuration) {
      throw new NotAllowed(value, allowed, List.of(EVERY, FINAL));
    }
    throw new NotAllowed(value, allowed);
  }
}
