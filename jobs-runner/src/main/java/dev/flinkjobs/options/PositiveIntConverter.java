package dev.flinkjobs.options;

import picocli.CommandLine.ITypeConverter;

/** A whole number from 1. */
public final class PositiveIntConverter implements ITypeConverter<Integer> {

  @Override
  public Integer convert(String value) {
    return (int) WholeNumber.parse(value, 1, Integer.MAX_VALUE, "a whole number from 1");
  }
}
