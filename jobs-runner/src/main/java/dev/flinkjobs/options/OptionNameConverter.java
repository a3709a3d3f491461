package dev.flinkjobs.options;

import picocli.CommandLine.ITypeConverter;

/** Reads the name of an option, of which the parser has taken the dashes. */
final class OptionNameConverter implements ITypeConverter<String> {

  @Override
  public String convert(String value) {
    return "--" + value.strip();
  }
}
