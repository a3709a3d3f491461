package dev.flinkjobs.windows;

import dev.flinkjobs.record.Decimal;

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

  /** Of the values of both. */
  Accumulated combine(Accumulated a, Accumulated b) {
    if (a.count() == 0) {
      return b;
    }
    if (b.count() == 0) {
      return a;
    }
    return new Accumulated(combine(a.value(), b.value()), a.count() + b.count());
  }

  private Decimal combine(Decimal a, Decimal b) {
    return switch (this) {
      case AVERAGE, SUM -> a.plus(b);
      case COUNT -> a;
      case MIN -> a.compareTo(b) <= 0 ? a : b;
      case MAX -> a.compareTo(b) >= 0 ? a : b;
    };
  }

  /** The answer. */
  Decimal of(Accumulated values) {
    return switch (this) {
      case AVERAGE -> values.average();
      case COUNT -> Decimal.of(values.count(), 0);
      case SUM, MIN, MAX -> values.value();
    };
  }
}
