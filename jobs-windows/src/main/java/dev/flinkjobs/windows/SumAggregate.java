package dev.flinkjobs.windows;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.DecimalSum;
import org.apache.flink.api.common.functions.AggregateFunction;

/**
 * Adds values up exactly as they come.
 *
 * @param aggregate the average, which is divided once, when the window fires; the sum; or the count
 */
record SumAggregate(Aggregate aggregate)
    implements AggregateFunction<Measurement, DecimalSum, AggregateResult> {

  /** As Flink SQL's AVG has it, so that both give the same result. */
  private static final int SCALE = 6;

  @Override
  public DecimalSum createAccumulator() {
    return new DecimalSum();
  }

  @Override
  public DecimalSum add(Measurement row, DecimalSum sum) {
    sum.add(row.value());
    return sum;
  }

  /** Of rows that were added up apart. */
  @Override
  public DecimalSum merge(DecimalSum sum, DecimalSum more) {
    sum.add(more);
    return sum;
  }

  /**
   * An average is the sum by the count: rounded once, half up, to six fractional digits, without
   * trailing zeros but with one fractional digit at least.
   *
   * @throws ArithmeticException if there are no values to average, for which no window fires
   */
  @Override
  public AggregateResult getResult(DecimalSum sum) {
    Decimal exact = aggregate == Aggregate.COUNT ? Decimal.of(sum.count(), 0) : sum.sum();
    Decimal value = aggregate == Aggregate.AVERAGE ? exact.dividedBy(sum.count(), SCALE) : exact;
    return new AggregateResult(value, exact, sum.count());
  }
}
