package dev.flinkjobs.options;

import java.io.Serializable;
import java.math.BigDecimal;

/** How many rejected rows a job bears before it ends as failed. */
public sealed interface RejectedLimit extends Serializable {

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
