package dev.flinkjobs.sql;

import dev.flinkjobs.options.NotAllowed;
import java.util.List;
import picocli.CommandLine.ITypeConverter;

/** The windows that there are scripts for. */
final class WindowConverter implements ITypeConverter<String> {
  static final String NONE = "none";

  private static final List<String> WINDOWS = List.of(NONE, "1h");

  @Override
  public String convert(String value) {
    if (!WINDOWS.contains(value)) {
      throw new NotAllowed(value, String.join(", ", WINDOWS));
    }
    return value;
  }
}
