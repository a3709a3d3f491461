package dev.flinkjobs.windows;

import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;

/** One row, or what some rows of one key come to that have the same windows. */
final class Partial {
  private final GroupKey key;
  private final long time;
  private Accumulated values;

  /**
   * @param time of the row, or any between the same borders of windows, in milliseconds since
   *     1970-01-01T00:00:00Z
   */
  Partial(GroupKey key, long time, Accumulated values) {
    this.key = key;
    this.time = time;
    this.values = values;
  }

  GroupKey key() {
    return key;
  }

  long time() {
    return time;
  }

  Accumulated values() {
    return values;
  }

  boolean isOf(GroupKey otherKey, long otherTime) {
    return time == otherTime && key.equals(otherKey);
  }

  /** Adds one more row. */
  void add(Decimal value, Aggregate aggregate) {
    values = aggregate.combine(values, Accumulated.of(value));
  }
}
