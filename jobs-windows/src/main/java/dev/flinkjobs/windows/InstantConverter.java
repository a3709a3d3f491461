package dev.flinkjobs.windows;

import dev.flinkjobs.options.NotAllowed;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;

/** Reads a time with its offset. */
final class InstantConverter implements ITypeConverter<Instant> {

  @Override
  public Instant convert(String value) {
    try {
      return OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeParseException notATime) {
      throw new NotAllowed(value, "a time with its offset such as 2024-05-11T10:00:00Z");
    }
  }
}
