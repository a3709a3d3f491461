package dev.flinkjobs.options;

import picocli.CommandLine.ITypeConverter;

/** A size of memory as the JVM's -Xmx takes it, with its unit. */
final class HeapConverter implements ITypeConverter<String> {

  @Override
  public String convert(String value) {
    int digits = value.length() - 1;
    if (digits < 1 || "kKmMgG".indexOf(value.charAt(digits)) < 0) {
      throw notAllowed(value);
    }
    for (int i = 0; i < digits; i++) {
      char c = value.charAt(i);
      if (c < '0' || c > '9' || (i == 0 && c == '0')) {
        throw notAllowed(value);
      }
    }
    return value;
  }

  private static NotAllowed notAllowed(String value) {
    return new NotAllowed(value, "a size such as 512m or 2g");
  }
}
