package dev.flinkjobs.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;

/** One of an enum's values, spelt in lower case with hyphens. */
final class ChoiceConverter implements ITypeConverter<Object> {
  private final Class<?> type;

  ChoiceConverter(Class<?> type) {
    this.type = type;
  }

  static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The texts of all values of an enum; empty for any other type. */
  static List<String> texts(Class<?> type) {
    List<String> texts = new ArrayList<>();
    if (type.isEnum()) {
      for (Object value : type.getEnumConstants()) {
        texts.add(text((Enum<?>) value));
      }
    }
    return texts;
  }

  @Override
  public Object convert(String value) {
    for (Object constant : type.getEnumConstants()) {
      if (text((Enum<?>) constant).equals(value.toLowerCase(Locale.ROOT))) {
        return constant;
      }
    }
    List<String> texts = texts(type);
    throw new NotAllowed(value, String.join(", ", texts), texts);
  }
}
