package dev.flinkjobs.windows;

import dev.flinkjobs.record.Decimal;

/**
 * The result of an aggregation.
 *
 * @param value the average, the sum, and so on
 * @param exact the value before it was divided and rounded: of an average the sum
 * @param count how many values there are
 */
public record AggregateResult(Decimal value, Decimal exact, long count) {

  /** Of a value that is not rounded. */
  static AggregateResult of(Decimal value, long count) {
    return new AggregateResult(value, value, count);
  }
}
