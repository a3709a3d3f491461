package dev.flinkjobs.options;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * How many rejected rows a job bears before it ends as failed.
 *
 * @param max the most that are still borne: a number of rows, or a percentage of the rows read
 */
public record RejectedLimit(BigDecimal max, boolean isPercentage) implements Serializable {
  /** No row is borne. */
  public static final RejectedLimit NONE = new RejectedLimit(BigDecimal.ZERO, false);

  /** A number of rows, or a percentage with its sign. */
  static RejectedLimit parse(String text) {
    String allowed = "a number of rows such as 100, or a percentage such as 1%";
    if (!text.endsWith("%")) {
      long rows = Converters.whole(text, 0, Long.MAX_VALUE, allowed);
      return new RejectedLimit(BigDecimal.valueOf(rows), false);
    }
    try {
      String number = text.substring(0, text.length() - 1);
      BigDecimal all = BigDecimal.valueOf(100);
      return new RejectedLimit(Converters.decimal(number, BigDecimal.ZERO, all, allowed), true);
    } catch (NotAllowed withoutSign) {
      throw new NotAllowed(text, allowed + ", at most 100%");
    }
  }

  /** Whether so many of the rows read are too many. */
  public boolean isExceeded(long rejected, long read) {
    BigDecimal most =
        isPercentage ? max.multiply(BigDecimal.valueOf(read)).scaleByPowerOfTen(-2) : max;
    return BigDecimal.valueOf(rejected).compareTo(most) > 0;
  }

  @Override
  public String toString() {
    return max.toPlainString() + (isPercentage ? "%" : "");
  }
}
