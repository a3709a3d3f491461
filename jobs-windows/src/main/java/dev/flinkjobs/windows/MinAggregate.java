package dev.flinkjobs.windows;

import dev.flinkjobs.record.Decimal;
import org.apache.flink.api.common.functions.AggregateFunction;

/** The least of the values. */
class MinAggregate implements AggregateFunction<Measurement, AggregateResult, AggregateResult> {
  private static final long serialVersionUID = 1L;

  @Override
  public AggregateResult createAccumulator() {
    return AggregateResult.of(Decimal.ZERO, 0);
  }

  @Override
  public AggregateResult add(Measurement row, AggregateResult least) {
    return merge(least, AggregateResult.of(row.value(), 1));
  }

  @Override
  public AggregateResult merge(AggregateResult a, AggregateResult b) {
    if (a.count() == 0 || b.count() == 0) {
      return a.count() == 0 ? b : a;
    }
    return AggregateResult.of(choose(a.value(), b.value()), a.count() + b.count());
  }

  /** Of two values the one that counts. */
  Decimal choose(Decimal a, Decimal b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  @Override
  public AggregateResult getResult(AggregateResult least) {
    return least;
  }
}
