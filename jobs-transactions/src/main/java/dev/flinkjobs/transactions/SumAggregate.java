package dev.flinkjobs.transactions;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.DecimalSum;
import org.apache.flink.api.common.functions.AggregateFunction;

/** The exact sum of amounts, and their count. */
record SumAggregate() implements AggregateFunction<Decimal, DecimalSum, DecimalSum> {

  @Override
  public DecimalSum createAccumulator() {
    return new DecimalSum();
  }

  @Override
  public DecimalSum add(Decimal amount, DecimalSum sum) {
    sum.add(amount);
    return sum;
  }

  @Override
  public DecimalSum getResult(DecimalSum sum) {
    return sum;
  }

  @Override
  public DecimalSum merge(DecimalSum sum, DecimalSum more) {
    sum.add(more);
    return sum;
  }
}
