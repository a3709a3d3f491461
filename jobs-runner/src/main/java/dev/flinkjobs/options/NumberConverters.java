package dev.flinkjobs.options;

import java.math.BigDecimal;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;

/** Numbers as picocli reads them, with errors that say what is allowed. */
final class NumberConverters {

  private NumberConverters() {}

  static void register(CommandLine commandLine) {
    ITypeConverter<Integer> ints =
        value ->
            (int) WholeNumber.parse(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "a whole number");
    ITypeConverter<Long> longs =
        value -> WholeNumber.parse(value, Long.MIN_VALUE, Long.MAX_VALUE, "a whole number");
    commandLine.registerConverter(int.class, ints);
    commandLine.registerConverter(Integer.class, ints);
    commandLine.registerConverter(long.class, longs);
    commandLine.registerConverter(Long.class, longs);
    commandLine.registerConverter(BigDecimal.class, NumberConverters::decimal);
    commandLine.registerConverter(double.class, value -> decimal(value).doubleValue());
    commandLine.registerConverter(Double.class, value -> decimal(value).doubleValue());
  }

  /**
   * @throws NotAllowed if the text is not in plain notation such as {@code 0.02}
   */
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
}
