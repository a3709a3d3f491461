package dev.flinkjobs.windows;

/** How much of a result is printed. */
enum PrintStyle {
  /** The answer alone. */
  RESULT,
  /** Its key and its window too. */
  DETAIL
}
