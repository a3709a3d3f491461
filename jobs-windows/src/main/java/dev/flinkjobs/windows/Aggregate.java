package dev.flinkjobs.windows;

import org.apache.flink.api.common.functions.AggregateFunction;

/** What is computed of the values of a window. */
enum Aggregate {
  AVERAGE("Avg"),
  SUM("Sum"),
  COUNT("Count"),
  MIN("Min"),
  MAX("Max");

  private final String label;

  Aggregate(String label) {
    this.label = label;
  }

  /** As it stands before printed results. */
  String label() {
    return label;
  }

  AggregateFunction<Measurement, ?, AggregateResult> function() {
    return switch (this) {
      case AVERAGE, SUM, COUNT -> new SumAggregate(this);
      case MIN, MAX -> new ExtremeAggregate(this == MAX);
    };
  }
}
