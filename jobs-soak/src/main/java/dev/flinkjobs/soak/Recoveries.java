package dev.flinkjobs.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How long it took until all jobs had a checkpoint again, by what had been killed. */
final class Recoveries {
  private final Map<String, List<Duration>> byKind = new TreeMap<>();

  void add(String kind, Duration took) {
    byKind.computeIfAbsent(kind, none -> new ArrayList<>()).add(took);
  }

  /** A table: kinds, how often, p50 and p99. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    List<Duration> all = new ArrayList<>();
    byKind.forEach(
        (kind, took) -> {
          lines.add(line(kind, took));
          all.addAll(took);
        });
    lines.add(line("all", all));
    return lines;
  }

  private static String line(String kind, List<Duration> took) {
    return String.format(
        Locale.ROOT,
        "  %-12s %4d   recovered in p50 %5.1f s, p99 %5.1f s",
        kind,
        took.size(),
        seconds(took, 50),
        seconds(took, 99));
  }

  private static double seconds(List<Duration> took, int percentile) {
    List<Duration> sorted = took.stream().sorted().toList();
    int rank = (sorted.size() * percentile + 99) / 100;
    return sorted.isEmpty() ? 0 : sorted.get(rank - 1).toMillis() / 1000.0;
  }
}
