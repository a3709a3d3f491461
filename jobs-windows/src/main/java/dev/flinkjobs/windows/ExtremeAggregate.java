package dev.flinkjobs.windows;

import dev.flinkjobs.record.Decimal;
import org.apache.flink.api.common.functions.AggregateFunction;

/** The least or the greatest of the values, and how many there are. */
record ExtremeAggregate(boolean isGreatest)
    implements AggregateFunction<Measurement, AggregateResult, AggregateResult> {

  @Override
  public AggregateResult createAccumulator() {
    return AggregateResult.of(Decimal.ZERO, 0);
  }

  @Override
  public AggregateResult add(Measurement row, AggregateResult extreme) {
    return merge(extreme, AggregateResult.of(row.value(), 1));
  }

  @Override
  public AggregateResult merge(AggregateResult a, AggregateResult b) {
    if (a.count() == 0 || b.count() == 0) {
      return a.count() == 0 ? b : a;
    }
    int order = a.value().compareTo(b.value());
    Decimal extreme = (isGreatest ? order >= 0 : order <= 0) ? a.value() : b.value();
    return AggregateResult.of(extreme, a.count() + b.count());
  }

  @Override
  public AggregateResult getResult(AggregateResult extreme) {
    return extreme;
  }
}
