package dev.flinkjobs.options;

import java.io.Serializable;
import java.math.BigDecimal;

/** How many rejected rows a job bears before it ends as failed. */
public sealed interface RejectedLimit extends Serializable {

  /** A number of rows, or a percentage with its sign. */
  static RejectedLimit parse(String text) {
    String allowed = "a number of rows such as 100, or a percentage such as 1%";
    if (!text.endsWith("%")) {
      return new Rows(Converters.whole(text, 0, Long.MAX_VALUE, allowed));
    }
    try {
      String number = text.substring(0, text.length() - 1);
      return new Percent(
          Converters.decimal(number, BigDecimal.ZERO, BigDecimal.valueOf(100), allowed));
    } catch (NotAllowed withoutSign) {
      throw new NotAllowed(text, allowed + ", at most 100%");
    }
  }

  /**
   * A number of rows.
   *
   * @param max the largest number that is still borne, at least 0
   */
  record Rows(long max) implements RejectedLimit {
    @Override
    public String toString() {
      return Long.toString(max);
    }
  }

  /**
   * A part of the rows read.
   *
   * @param max the largest percentage that is still borne, from 0 to 100
   */
  record Percent(BigDecimal max) implements RejectedLimit {
    @Override
    public String toString() {
      return max.toPlainString() + "%";
    }
  }
}
