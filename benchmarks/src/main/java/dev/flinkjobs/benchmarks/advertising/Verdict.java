package dev.flinkjobs.benchmarks.advertising;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Judges the results of one contender at one rate. */
final class Verdict {
  private Verdict() {}

  /** The first result that is wrong, missing, one too many or not asked for; empty if none is. */
  static Optional<String> difference(Map<CampaignWindow, Long> expected, List<Result> results) {
    Map<CampaignWindow, Long> missing = new HashMap<>(expected);
    for (Result result : results) {
      CampaignWindow window = result.window();
      Long right = missing.remove(window);
      if (right == null) {
        return text(
            "%s %d comes %s",
            window.campaign(),
            window.start(),
            expected.containsKey(window) ? "twice" : "though nothing is to be counted");
      }
      if (right != result.views()) {
        return text(
            "%s %d is %,d instead of %,d",
            window.campaign(), window.start(), result.views(), right);
      }
    }
    return missing.isEmpty()
        ? Optional.empty()
        : text("%,d of %,d results are missing", missing.size(), expected.size());
  }

  /**
   * Whether latency does not grow: its median in the last third of the windows is at most a quarter
   * of a window above that in the first third. One that works in batches may be at the beginning of
   * one or at the end of it when a window ends, so that a little is no growth.
   *
   * @param results of windows that are measured, at least one
   */
  static boolean keepsUp(List<Result> results, long windowMillis) {
    List<Long> starts =
        List.copyOf(
            new TreeSet<>(results.stream().map(result -> result.window().start()).toList()));
    int third = Math.max(1, starts.size() / 3);
    long first = median(results, windowMillis, starts.get(0), starts.get(third - 1));
    long last =
        median(
            results,
            windowMillis,
            starts.get(starts.size() - third),
            starts.get(starts.size() - 1));
    return last - first <= windowMillis / 4;
  }

  private static long median(List<Result> results, long windowMillis, long from, long to) {
    List<Result> some =
        results.stream()
            .filter(result -> result.window().start() >= from && result.window().start() <= to)
            .toList();
    return Latencies.of(some, windowMillis, Result::written).p50();
  }

  private static Optional<String> text(String format, Object... values) {
    return Optional.of(String.format(Locale.ROOT, format, values));
  }
}
