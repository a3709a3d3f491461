package dev.flinkjobs.output;

/** What a column holds, for outputs whose columns have types. Any value may be null. */
public enum ColumnType {
  TEXT,
  /** An exact decimal of any size. */
  NUMBER,
  /** A whole number of 64 bits. */
  WHOLE,
  TRUTH,
  /** A moment: text in ISO-8601 with an offset. */
  TIME
}
