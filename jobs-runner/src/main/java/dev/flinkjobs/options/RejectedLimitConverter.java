package dev.flinkjobs.options;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;

/** A number of rows, or a percentage with its sign. */
final class RejectedLimitConverter implements ITypeConverter<RejectedLimit> {
  private static final String ALLOWED = "a number of rows such as 100, or a percentage such as 1%";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  @Override
  public RejectedLimit convert(String value) {
    if (!value.endsWith("%")) {
      return new RejectedLimit.Rows(WholeNumber.parse(value, 0, Long.MAX_VALUE, ALLOWED));
    }
    BigDecimal percent;
    try {
      percent = NumberConverters.decimal(value.substring(0, value.length() - 1));
    } catch (NotAllowed e) {
      throw new NotAllowed(value, ALLOWED);
    }
    if (percent.signum() < 0 || percent.compareTo(HUNDRED) > 0) {
      throw new NotAllowed(value, ALLOWED + ", at most 100%");
    }
    return new RejectedLimit.Percent(percent);
  }
}
