package dev.flinkjobs.windows;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.DecimalSum;
import org.apache.flink.api.common.functions.AggregateFunction;

/** Adds values up exactly as they come, and divides once, when the window fires. */
class AverageAggregate implements AggregateFunction<Measurement, DecimalSum, AggregateResult> {
  private static final long serialVersionUID = 1L;

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
   * The sum by the count: rounded once, half up, to six fractional digits, without trailing zeros
   * but with one fractional digit at least.
   *
   * @throws ArithmeticException if there are no values, for which no window fires
   */
  @Override
  public AggregateResult getResult(DecimalSum sum) {
    Decimal average = sum.sum().dividedBy(sum.count(), SCALE);
    return new AggregateResult(average, sum.sum(), sum.count());
  }
}
