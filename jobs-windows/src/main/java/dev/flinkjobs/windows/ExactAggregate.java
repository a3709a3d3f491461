package dev.flinkjobs.windows;

import org.apache.flink.api.common.functions.AggregateFunction;

/** Adds up exactly; what is divided is divided once, when the window is complete. */
final class ExactAggregate implements AggregateFunction<Measurement, Accumulated, Accumulated> {
  private static final long serialVersionUID = 1L;

  private final Aggregate aggregate;

  ExactAggregate(Aggregate aggregate) {
    this.aggregate = aggregate;
  }

  @Override
  public Accumulated createAccumulator() {
    return Accumulated.NOTHING;
  }

  @Override
  public Accumulated add(Measurement row, Accumulated before) {
    return aggregate.combine(before, Accumulated.of(row.value()));
  }

  /** Of sessions that become one. */
  @Override
  public Accumulated merge(Accumulated a, Accumulated b) {
    return aggregate.combine(a, b);
  }

  @Override
  public Accumulated getResult(Accumulated values) {
    return values;
  }
}
