package dev.flinkjobs.options;

import picocli.CommandLine.ITypeConverter;

/** A TCP port. */
public final class PortConverter implements ITypeConverter<Integer> {

  @Override
  public Integer convert(String value) {
    return (int) WholeNumber.parse(value, 1, 65535, "a port from 1 to 65535");
  }
}
