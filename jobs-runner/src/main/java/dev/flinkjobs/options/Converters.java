package dev.flinkjobs.options;

import dev.flinkjobs.csv.TextEncoding;
import dev.flinkjobs.csv.TimeFormat;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How the values of options are read, by their types. An option that takes fewer values of its type
 * names a converter of its own. Each of them throws {@link NotAllowed}, or a {@link
 * TypeConversionException}, which says what is allowed.
 */
final class Converters {
  private static final String LIMIT = "a number of rows such as 100, or a percentage such as 1%";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Converters() {}

  static void register(CommandLine commandLine) {
    ITypeConverter<Integer> ints =
        value ->
            (int) WholeNumber.parse(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "a whole number");
    ITypeConverter<Long> longs =
        value -> WholeNumber.parse(value, Long.MIN_VALUE, Long.MAX_VALUE, "a whole number");
    ITypeConverter<Character> characters = Converters::delimiter;
    commandLine.registerConverter(int.class, ints);
    commandLine.registerConverter(Integer.class, ints);
    commandLine.registerConverter(long.class, longs);
    commandLine.registerConverter(Long.class, longs);
    commandLine.registerConverter(char.class, characters);
    commandLine.registerConverter(Character.class, characters);
    commandLine.registerConverter(BigDecimal.class, Converters::decimal);
    commandLine.registerConverter(double.class, value -> decimal(value).doubleValue());
    commandLine.registerConverter(Double.class, value -> decimal(value).doubleValue());
    commandLine.registerConverter(Duration.class, new DurationConverter());
    commandLine.registerConverter(Instant.class, Converters::instant);
    commandLine.registerConverter(ZoneId.class, Converters::zone);
    commandLine.registerConverter(ColumnNames.class, Converters::columnNames);
    commandLine.registerConverter(RejectedLimit.class, Converters::rejectedLimit);
    commandLine.registerConverter(TimeFormat.class, Converters::timeFormat);
    commandLine.registerConverter(TextEncoding.class, Converters::encoding);
  }

  /** Plain notation such as {@code 0.02}. */
  static BigDecimal decimal(String value) {
    try {
      if (value.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == '-')) {
        return new BigDecimal(value);
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new NotAllowed(value, "a number such as 0.02");
  }

  /** What separates columns: one ASCII character, or a tab as such, as {@code \t} or in a word. */
  private static char delimiter(String value) {
    if (value.equals("tab") || value.equals("\\t")) {
      return '\t';
    }
    if (value.matches("[\t -~&&[^\"]]")) {
      return value.charAt(0);
    }
    throw new NotAllowed(
        value.replace("\r", "\\r").replace("\n", "\\n"),
        "one ASCII character, neither quote nor line end, or tab");
  }

  /** A time with its offset. */
  private static Instant instant(String value) {
    try {
      return OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeParseException notATime) {
      throw new NotAllowed(value, "a time with its offset such as 2024-05-11T10:00:00Z");
    }
  }

  /** A zone of the time-zone database, or an offset. */
  private static ZoneId zone(String value) {
    try {
      return ZoneId.of(value);
    } catch (DateTimeException unknown) {
      throw new NotAllowed(
          value,
          "a zone such as UTC, Asia/Seoul or Europe/Berlin, or an offset such as +09:00",
          ZoneId.getAvailableZoneIds());
    }
  }

  /** Names separated by commas; blanks around a name do not count. */
  static ColumnNames columnNames(String value) {
    List<String> names = new ArrayList<>();
    for (String part : value.split(",", -1)) {
      String name = part.strip();
      if (name.isEmpty()) {
        throw new NotAllowed(value, "column names separated by single commas");
      }
      if (names.contains(name)) {
        throw new TypeConversionException(
            "'" + value + "' names the column " + name + " twice; name it once");
      }
      names.add(name);
    }
    return new ColumnNames(names);
  }

  /** A number of rows, or a percentage with its sign. */
  private static RejectedLimit rejectedLimit(String value) {
    if (!value.endsWith("%")) {
      return new RejectedLimit.Rows(WholeNumber.parse(value, 0, Long.MAX_VALUE, LIMIT));
    }
    BigDecimal percent;
    try {
      percent = decimal(value.substring(0, value.length() - 1));
    } catch (NotAllowed e) {
      throw new NotAllowed(value, LIMIT);
    }
    if (percent.signum() < 0 || percent.compareTo(HUNDRED) > 0) {
      throw new NotAllowed(value, LIMIT + ", at most 100%");
    }
    return new RejectedLimit.Percent(percent);
  }

  /** How times stand in a text: {@code seconds}, or {@code pattern:yyyyMMdd}. */
  static TimeFormat timeFormat(String value) {
    return ofText(value, TimeFormat::new);
  }

  /** The encoding of a text, by its name. */
  static TextEncoding encoding(String value) {
    return ofText(value, TextEncoding::of);
  }

  private static <T> T ofText(String value, Function<String, T> reader) {
    try {
      return reader.apply(value);
    } catch (IllegalArgumentException fault) {
      throw new TypeConversionException("'" + value + "' " + fault.getMessage());
    }
  }
}
