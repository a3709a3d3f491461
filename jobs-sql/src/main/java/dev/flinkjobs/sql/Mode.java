package dev.flinkjobs.sql;

/** When results of a query come. */
enum Mode {
  /** Each once, when all rows are read. */
  BATCH,
  /** With every row that changes one, as a changelog. */
  STREAMING
}
