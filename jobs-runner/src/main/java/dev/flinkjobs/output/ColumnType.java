package dev.flinkjobs.output;

/** What a column holds, for outputs whose columns have types. Any value may be null. */
public enum ColumnType {
  /** A {@link String}. */
  TEXT,
  /** A {@link dev.flinkjobs.record.Decimal}: exact, of any size. */
  NUMBER,
  /** A {@link Long}. */
  WHOLE,
  /** A {@link Boolean}. */
  TRUTH,
  /** A moment: a {@link String} in ISO-8601 with an offset. */
  TIME
}
