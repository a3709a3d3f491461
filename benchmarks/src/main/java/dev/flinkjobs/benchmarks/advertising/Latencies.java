package dev.flinkjobs.benchmarks.advertising;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/** How long after the end of its window each result came, in milliseconds. */
record Latencies(long p50, long p99, long max) {

  /**
   * Of some results, at least one.
   *
   * @param when each came
   */
  static Latencies of(List<Result> results, long windowMillis, ToLongFunction<Result> when) {
    long[] sorted =
        results.stream()
            .mapToLong(result -> when.applyAsLong(result) - result.window().start() - windowMillis)
            .sorted()
            .toArray();
    return new Latencies(percentile(sorted, 50), percentile(sorted, 99), percentile(sorted, 100));
  }

  /** The least value that so many percent of all do not exceed. */
  static long percentile(long[] sorted, int percent) {
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no percentile of nothing: " + Arrays.toString(sorted));
    }
    return sorted[Math.max(0, (sorted.length * percent + 99) / 100 - 1)];
  }
}
