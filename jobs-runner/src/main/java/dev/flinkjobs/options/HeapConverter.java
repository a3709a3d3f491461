package dev.flinkjobs.options;

import picocli.CommandLine.ITypeConverter;

/** A size of memory as the JVM's -Xmx takes it, with its unit. */
final class HeapConverter implements ITypeConverter<String> {

  @Override
  public String convert(String value) {
    if (!value.matches("[1-9][0-9]*[kKmMgG]")) {
      throw new NotAllowed(value, "a size such as 512m or 2g");
    }
    return value;
  }
}
