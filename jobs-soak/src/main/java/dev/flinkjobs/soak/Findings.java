package dev.flinkjobs.soak;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is wrong with committed output: how often, and where for the first few. */
final class Findings {
  private static final int TOLD = 20;

  /** What can be wrong. */
  enum Fault {
    LOST,
    DUPLICATED,
    OUT_OF_ORDER,
    WRONG,
    /** A transaction that was neither committed nor aborted, so that readers wait. */
    OPEN;

    /** {@code out of order}. */
    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);
  private final List<String> told = new ArrayList<>();

  void add(Fault fault, String what) {
    add(fault, 1, what);
  }

  /**
   * @param what one sentence for all of them: what it is, and where
   */
  void add(Fault fault, long count, String what) {
    counts.merge(fault, count, Long::sum);
    if (told.size() < TOLD) {
      told.add(fault.text() + ": " + what);
    }
  }

  boolean isClean() {
    return counts.isEmpty();
  }

  long count(Fault fault) {
    return counts.getOrDefault(fault, 0L);
  }

  /** The first ones, each as a line. */
  List<String> told() {
    return List.copyOf(told);
  }

  /** {@code lost 0, duplicated 0, out of order 0, wrong 0, open 0}. */
  @Override
  public String toString() {
    List<String> all = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      all.add(String.format(Locale.ROOT, "%s %,d", fault.text(), count(fault)));
    }
    return String.join(", ", all);
  }
}
