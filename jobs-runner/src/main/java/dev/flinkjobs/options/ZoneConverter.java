package dev.flinkjobs.options;

import java.time.DateTimeException;
import java.time.ZoneId;
import picocli.CommandLine.ITypeConverter;

/** Reads a zone of the time-zone database, or an offset. */
public final class ZoneConverter implements ITypeConverter<ZoneId> {

  @Override
  public ZoneId convert(String value) {
    try {
      return ZoneId.of(value);
    } catch (DateTimeException unknown) {
      throw new NotAllowed(
          value,
          "a zone such as UTC, Asia/Seoul or Europe/Berlin, or an offset such as +09:00",
          ZoneId.getAvailableZoneIds());
    }
  }
}
