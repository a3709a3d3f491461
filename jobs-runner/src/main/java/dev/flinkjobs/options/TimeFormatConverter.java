package dev.flinkjobs.options;

import dev.flinkjobs.csv.TimeFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How times stand in a text: {@code seconds}, or {@code pattern:yyyyMMdd}. */
final class TimeFormatConverter implements ITypeConverter<TimeFormat> {

  @Override
  public TimeFormat convert(String value) {
    try {
      return new TimeFormat(value);
    } catch (IllegalArgumentException fault) {
      throw new TypeConversionException("'" + value + "' " + fault.getMessage());
    }
  }
}
