package dev.flinkjobs.options;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.csv.TextEncoding;
import dev.flinkjobs.csv.TimeFormat;
import dev.flinkjobs.record.Message;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * A place with settings, as inputs and outputs are written: {@code
 * files:out?format=json&mode=append}. The place is taken as it is typed, with no escapes; it ends
 * at the first question mark.
 *
 * @param option how the user gave it, for messages: {@code --output}
 * @param text all of it
 * @param location what stands before the settings
 * @param values of the settings that are given, by their names
 */
public record Settings(String option, String text, String location, Map<String, String> values) {

  /**
   * Takes such a text apart. Unknown and repeated settings are added to {@code problems}.
   *
   * @param option how the user gave it, for messages: {@code --output}
   * @param prefix what the text begins with and is not part of the place: {@code files:}
   * @param names the settings there are
   */
  public static Settings parse(
      String option, String text, String prefix, List<String> names, Problems problems) {
    int question = text.indexOf('?');
    String location = text.substring(prefix.length(), question < 0 ? text.length() : question);
    Map<String, String> values = new LinkedHashMap<>();
    String shown = Secrets.argument(text);
    problems.quote(text, shown);
    if (question >= 0) {
      for (String setting : text.substring(question + 1).split("&", -1)) {
        int equals = setting.indexOf('=');
        String name = equals < 0 ? setting : setting.substring(0, equals);
        if (!names.contains(name)) {
          if (equals >= 0 && DidYouMean.nearest(name, names).isEmpty()) {
            // Nobody knows what it was meant to be: it may be a secret.
            shown = shown.replace(setting, name + "=" + Secrets.MASK);
            problems.quote(text, shown);
          }
          problems.add(
              "%s %s: unknown setting '%s'; there are: %s%s",
              option, text, name, String.join(", ", names), DidYouMean.hint(name, names));
        } else if (equals < 0) {
          problems.add(option + " " + text + ": setting '" + name + "' needs a value");
        } else if (values.put(name, setting.substring(equals + 1)) != null) {
          problems.add(option + " " + text + ": setting '" + name + "' is given twice");
        }
      }
    }
    if (location.isEmpty()) {
      problems.add(option + " " + text + ": " + what(prefix) + " missing after " + prefix);
    }
    return new Settings(option, text, location, values);
  }

  private static String what(String prefix) {
    return prefix.endsWith("//") ? "host and port are" : "a directory is";
  }

  /** The value of a setting; null if it is not given. */
  public @Nullable String get(String name) {
    return values.get(name);
  }

  /** A setting that is one of some words; the first of them if it is not given, or not one. */
  public String choice(String name, List<String> words, Problems problems) {
    String value = values.getOrDefault(name, words.get(0));
    if (words.contains(value)) {
      return value;
    }
    problems.add(notAllowed(name, value, String.join(", ", words)) + DidYouMean.hint(value, words));
    return words.get(0);
  }

  /** A setting that is a whole number from 0 to {@code max}; the default if it is not. */
  public int number(String name, int defaultValue, int max, Problems problems) {
    String allowed = Message.of("a whole number from 0 to %,d", max);
    Long number =
        converted(name, value -> Converters.whole(value, 0, max, allowed), allowed, problems);
    return number == null ? defaultValue : number.intValue();
  }

  /** How text is read: as options say, but for the settings of the same names. */
  public CsvDialect dialect(CsvDialect options, Problems problems) {
    return new CsvDialect(
        options.delimiter(),
        read("columns", names -> ColumnNames.parse(names).names(), options.columns(), problems),
        read(
            "time-format",
            value -> Converters.quoting(value, TimeFormat::new),
            options.times(),
            problems),
        read(
            "encoding",
            value -> Converters.quoting(value, TextEncoding::of),
            options.encoding(),
            problems));
  }

  /** A setting that an option has, too; what the option says if it is not given, or not right. */
  private <T> T read(String name, Function<String, T> converter, T option, Problems problems) {
    String value = values.get(name);
    try {
      return value == null ? option : converter.apply(value);
    } catch (TypeConversionException fault) {
      problems.add(this.option + " " + text + ": " + name + " " + fault.getMessage());
      return option;
    }
  }

  /** A setting that is a duration; null if it is not given, or not one. */
  public @Nullable Duration duration(String name, Problems problems) {
    return converted(name, DurationConverter::parse, DurationConverter.ALLOWED, problems);
  }

  private <T> @Nullable T converted(
      String name, Function<String, T> converter, String allowed, Problems problems) {
    String value = values.get(name);
    try {
      return value == null ? null : converter.apply(value);
    } catch (NotAllowed other) {
      problems.add(notAllowed(name, String.valueOf(value), allowed));
      return null;
    }
  }

  /** What to say of a setting with a value that it may not have. */
  public String notAllowed(String name, String value, String allowed) {
    return Message.of(
        "%s %s: %s '%s' is not allowed; allowed: %s", option, text, name, value, allowed);
  }
}
