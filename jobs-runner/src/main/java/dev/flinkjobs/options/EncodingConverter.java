package dev.flinkjobs.options;

import dev.flinkjobs.csv.TextEncoding;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The encoding of a text, by its name. */
final class EncodingConverter implements ITypeConverter<TextEncoding> {

  @Override
  public TextEncoding convert(String value) {
    try {
      return TextEncoding.of(value);
    } catch (IllegalArgumentException fault) {
      throw new TypeConversionException("'" + value + "' " + fault.getMessage());
    }
  }
}
