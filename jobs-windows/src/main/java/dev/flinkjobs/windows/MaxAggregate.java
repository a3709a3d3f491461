package dev.flinkjobs.windows;

import dev.flinkjobs.record.Decimal;

/** The greatest of the values. */
final class MaxAggregate extends MinAggregate {
  private static final long serialVersionUID = 1L;

  @Override
  Decimal choose(Decimal a, Decimal b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
