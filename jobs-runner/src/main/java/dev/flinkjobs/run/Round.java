package dev.flinkjobs.run;

import java.util.Locale;

/**
 * A round that has finished, as the table of rounds shows it.
 *
 * @param round its number, from 1
 * @param size how many values its outcome has
 * @param change the largest of a value, in plain notation
 */
record Round(int round, long size, String change, long elapsedMs) {
  static final String HEADER =
      String.format(
          Locale.ROOT, "%6s %10s  %24s %9s", "round", "size", "largest change", "elapsed");

  String line() {
    return String.format(
        Locale.ROOT, "%6d %,10d  %24s %7.2f s", round, size, change, elapsedMs / 1000.0);
  }
}
