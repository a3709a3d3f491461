package dev.flinkjobs.options;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/**
 * One option of one command.
 *
 * @param declaredIn the class whose field it is, beside which its texts are
 */
record OptionModel(OptionSpec spec, OptionDoc doc, Class<?> declaredIn) {

  List<String> names() {
    return List.of(spec.names());
  }

  /** The name in texts and parameters: {@code --group-by}; {@code -D} has no longer one. */
  String longName() {
    return spec.longestName();
  }

  boolean isFlag() {
    return spec.arity().max() == 0;
  }

  boolean isMap() {
    return spec.typeInfo().isMap();
  }

  boolean isRepeatable() {
    return spec.isMultiValue();
  }

  boolean isValueOptional() {
    return !isFlag() && spec.arity().min() == 0;
  }

  boolean isPath() {
    return doc.path() || valueType() == Path.class;
  }

  /** Whether the columns that are asked for, or those that are there, depend on it. */
  boolean decidesColumns() {
    return doc.type().startsWith("column")
        || names().contains("--input")
        || names().contains("--delimiter");
  }

  /** The type of one value. */
  Class<?> valueType() {
    return spec.auxiliaryTypes()[0];
  }

  /** The values of an enum; empty for any other type. */
  List<String> choices() {
    return Converters.texts(valueType());
  }

  /** What stands for the value in help: {@code <columns>}, or the values to choose from. */
  String valueLabel() {
    if (isFlag()) {
      return "";
    }
    if (isMap()) {
      return "<key>=<value>";
    }
    List<String> choices = choices();
    String label = String.join("|", choices);
    if (choices.isEmpty()) {
      label = doc.type().contains("|") ? doc.type() : "<" + doc.type() + ">";
    }
    return isValueOptional() ? "[=" + label + "]" : " " + label;
  }

  /** The whole option as one types it; empty for flags. */
  Optional<String> example() {
    if (isFlag()) {
      return Optional.empty();
    }
    String separator = isMap() ? "" : isValueOptional() ? "=" : " ";
    return Optional.of(longName() + separator + doc.example());
  }

  /** The constant default as it would be typed; empty if there is none. */
  Optional<String> defaultValue() {
    return spec.required() || isFlag() ? Optional.empty() : text(spec.initialValue());
  }

  /** The value that the option has now, as it would be typed; empty if it has none. */
  Optional<String> value() {
    return text(spec.getValue());
  }

  /** Whether its value is part of what state means. */
  boolean isMeaning() {
    return doc.onResume() != OnResume.FREE;
  }

  /** The value that it has now, in one spelling of all that say the same; empty if it has none. */
  Optional<String> meaning() {
    Object value = spec.getValue();
    if (value instanceof Path file) {
      return text(file.toAbsolutePath().normalize());
    }
    if (value instanceof ZoneId zone) {
      return text(zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.normalized());
    }
    return value instanceof BigDecimal number ? text(number.stripTrailingZeros()) : text(value);
  }

  private static Optional<String> text(@Nullable Object value) {
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Collection<?> values) {
      String joined = values.stream().map(OptionModel::one).collect(Collectors.joining(","));
      return joined.isEmpty() ? Optional.empty() : Optional.of(joined);
    }
    if (value instanceof Map<?, ?> map) {
      String joined =
          map.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue())
              .collect(Collectors.joining(","));
      return joined.isEmpty() ? Optional.empty() : Optional.of(joined);
    }
    return Optional.of(one(value));
  }

  private static String one(Object value) {
    if (value instanceof Enum<?> choice) {
      return Converters.text(choice);
    }
    if (value instanceof Duration duration) {
      return DurationConverter.text(duration);
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof Double number) {
      return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
    return value.equals('\t') ? "tab" : String.valueOf(value);
  }
}
