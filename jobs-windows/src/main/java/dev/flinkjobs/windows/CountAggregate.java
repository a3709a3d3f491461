package dev.flinkjobs.windows;

import dev.flinkjobs.record.Decimal;
import org.apache.flink.api.common.functions.AggregateFunction;

/** How many values there are. */
final class CountAggregate implements AggregateFunction<Measurement, Long, AggregateResult> {
  private static final long serialVersionUID = 1L;

  @Override
  public Long createAccumulator() {
    return 0L;
  }

  @Override
  public Long add(Measurement row, Long count) {
    return count + 1;
  }

  @Override
  public Long merge(Long count, Long more) {
    return count + more;
  }

  @Override
  public AggregateResult getResult(Long count) {
    return AggregateResult.of(Decimal.of(count, 0), count);
  }
}
