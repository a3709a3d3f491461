package dev.flinkjobs.options;

import dev.flinkjobs.csv.TextEncoding;
import dev.flinkjobs.csv.TimeFormat;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How texts become values, by the type of the value. A type of a job's own has a static method
 * {@code parse} that takes the text, and throws {@link NotAllowed}.
 */
final class Converters {
  private static final Map<Class<?>, Function<String, ?>> BY_TYPE =
      Map.of(
          char.class, Converters::delimiter,
          TextEncoding.class, text -> quoting(text, TextEncoding::of),
          TimeFormat.class, text -> quoting(text, TimeFormat::new),
          ZoneId.class, Converters::zone,
          Instant.class, Converters::instant);

  /** Of types whose values the option may limit. */
  private static final Map<Class<?>, BiFunction<String, OptionDoc, ?>> IN_RANGE =
      Map.of(
          int.class, (text, doc) -> (int) whole(text, doc, Integer.MAX_VALUE),
          Integer.class, (text, doc) -> (int) whole(text, doc, Integer.MAX_VALUE),
          long.class, (text, doc) -> whole(text, doc, Long.MAX_VALUE),
          Long.class, (text, doc) -> whole(text, doc, Long.MAX_VALUE),
          double.class, (text, doc) -> decimal(text, doc).doubleValue(),
          BigDecimal.class, Converters::decimal,
          Duration.class, Converters::duration);

  /** Of texts that stay texts, by the type in {@link OptionDoc}. */
  private static final Map<String, Function<String, ?>> BY_WORD =
      Map.of(
          "size",
          Converters::heap,
          "option",
          text -> "--" + text.strip()); // The parser has taken the dashes.

  private Converters() {}

  /** How the values of an option are read; null for types that picocli reads itself. */
  static @Nullable ITypeConverter<?> of(Class<?> type, OptionDoc doc) {
    BiFunction<String, OptionDoc, ?> ranged = IN_RANGE.get(type);
    if (ranged != null) {
      return text -> ranged.apply(text, doc);
    }
    Function<String, ?> known =
        BY_TYPE.getOrDefault(type, type == String.class ? BY_WORD.get(doc.type()) : null);
    return known == null ? ofOwnType(type) : known::apply;
  }

  private static @Nullable ITypeConverter<?> ofOwnType(Class<?> type) {
    try {
      Method parse = type.getDeclaredMethod("parse", String.class);
      parse.setAccessible(true);
      return text -> {
        try {
          return parse.invoke(null, text);
        } catch (InvocationTargetException failed) {
          throw failed.getCause() instanceof RuntimeException fault ? fault : failed;
        }
      };
    } catch (NoSuchMethodException none) {
      return type.isEnum() ? text -> choice(text, type) : null;
    }
  }

  /** The text of an enum's value: in lower case with hyphens, or what it says itself. */
  static String text(Enum<?> value) {
    return value.toString().equals(value.name())
        ? value.name().toLowerCase(Locale.ROOT).replace('_', '-')
        : value.toString();
  }

  /** The texts of all values of an enum; empty for any other type. */
  static List<String> texts(Class<?> type) {
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants()).map(value -> text((Enum<?>) value)).toList()
        : List.of();
  }

  private static Object choice(String text, Class<?> type) {
    List<String> texts = texts(type);
    int index = texts.indexOf(text.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new NotAllowed(text, String.join(", ", texts), texts);
    }
    return type.getEnumConstants()[index];
  }

  private static long whole(String text, OptionDoc doc, long greatest) {
    String allowed =
        "a whole number"
            + (doc.min() > Long.MIN_VALUE ? " from " + doc.min() : "")
            + (doc.max() < Long.MAX_VALUE ? String.format(Locale.ROOT, " to %,d", doc.max()) : "");
    long min = Math.max(-greatest - 1, doc.min());
    long max = Math.min(greatest, doc.max());
    return whole(text, min, max, allowed);
  }

  /**
   * Decimal digits, with a minus where the range allows it, and nothing else.
   *
   * @throws NotAllowed if the text is no number, or none from {@code min} to {@code max}
   */
  static long whole(String text, long min, long max, String allowed) {
    try {
      long number = Long.parseLong(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException none) {
      // Said below.
    }
    throw new NotAllowed(text, allowed);
  }

  private static BigDecimal decimal(String text, OptionDoc doc) {
    boolean isFrom = doc.min() > Long.MIN_VALUE;
    boolean isTo = doc.max() < Long.MAX_VALUE;
    String range =
        isTo ? " from " + doc.min() + " to " + doc.max() + "," : " of " + doc.min() + " or more";
    return decimal(
        text,
        isFrom ? BigDecimal.valueOf(doc.min()) : null,
        isTo ? BigDecimal.valueOf(doc.max()) : null,
        "a number" + (isFrom ? range : "") + " such as " + doc.example());
  }

  /**
   * A number in plain notation such as {@code 0.02}.
   *
   * @throws NotAllowed if the text is none, or one outside of the range
   */
  static BigDecimal decimal(
      String text, @Nullable BigDecimal min, @Nullable BigDecimal max, String allowed) {
    try {
      if (text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == '-')) {
        BigDecimal number = new BigDecimal(text);
        if ((min == null || number.compareTo(min) >= 0)
            && (max == null || number.compareTo(max) <= 0)) {
          return number;
        }
      }
    } catch (NumberFormatException none) {
      // Said below.
    }
    throw new NotAllowed(text, allowed);
  }

  private static Duration duration(String text, OptionDoc doc) {
    Duration duration = DurationConverter.parse(text);
    if (duration.toMillis() < doc.min()) {
      throw new NotAllowed(text, "a duration of " + doc.min() + "ms or more such as 5s");
    }
    return duration;
  }

  /** What separates columns: one ASCII character, or a tab as such, as {@code \t} or in a word. */
  private static Character delimiter(String text) {
    if (text.equals("tab") || text.equals("\\t")) {
      return '\t';
    }
    if (text.matches("[\t -~&&[^\"]]")) {
      return text.charAt(0);
    }
    throw new NotAllowed(
        text.replace("\r", "\\r").replace("\n", "\\n"),
        "one ASCII character, neither quote nor line end, or tab");
  }

  /** Has a fault say what it is about. */
  static <T> T quoting(String text, Function<String, T> converter) {
    try {
      return converter.apply(text);
    } catch (IllegalArgumentException fault) {
      throw new TypeConversionException("'" + text + "' " + fault.getMessage());
    }
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException unknown) {
      throw new NotAllowed(
          text,
          "a zone such as UTC, Asia/Seoul or Europe/Berlin, or an offset such as +09:00",
          ZoneId.getAvailableZoneIds());
    }
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException notATime) {
      throw new NotAllowed(text, "a time with its offset such as 2024-05-11T10:00:00Z");
    }
  }

  /** A size of memory as the JVM's -Xmx takes it, with its unit. */
  private static String heap(String text) {
    if (!text.matches("[1-9][0-9]*[kKmMgG]")) {
      throw new NotAllowed(text, "a size such as 512m or 2g");
    }
    return text;
  }
}
