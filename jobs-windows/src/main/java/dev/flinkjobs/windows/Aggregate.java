package dev.flinkjobs.windows;

import org.apache.flink.api.common.functions.AggregateFunction;

/** What is computed of the values of a window. */
enum Aggregate {
  AVERAGE("Avg", new AverageAggregate()),
  SUM("Sum", new SumAggregate()),
  COUNT("Count", new CountAggregate()),
  MIN("Min", new MinAggregate()),
  MAX("Max", new MaxAggregate());

  private final String label;
  private final AggregateFunction<Measurement, ?, AggregateResult> function;

  Aggregate(String label, AggregateFunction<Measurement, ?, AggregateResult> function) {
    this.label = label;
    this.function = function;
  }

  /** As it stands before printed results. */
  String label() {
    return label;
  }

  AggregateFunction<Measurement, ?, AggregateResult> function() {
    return function;
  }
}
