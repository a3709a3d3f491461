package dev.flinkjobs.windows;

import dev.flinkjobs.record.DecimalSum;

/** Adds values up as for an average, and does not divide. */
final class SumAggregate extends AverageAggregate {
  private static final long serialVersionUID = 1L;

  @Override
  public AggregateResult getResult(DecimalSum sum) {
    return AggregateResult.of(sum.sum(), sum.count());
  }
}
