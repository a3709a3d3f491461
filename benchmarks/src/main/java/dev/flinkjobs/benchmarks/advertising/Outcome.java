package dev.flinkjobs.benchmarks.advertising;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one contender came to at one rate.
 *
 * @param perSecond the rate
 * @param behindMillis how far the generator fell behind
 * @param figures null for a wrong result
 * @param fault what is wrong with the result
 */
record Outcome(
    Contender contender,
    int perSecond,
    long behindMillis,
    @Nullable Figures figures,
    Optional<String> fault) {

  /** The generator has held the rate if no event was later than this. */
  private static final long HELD_MILLIS = 1000;

  /**
   * What is compared.
   *
   * @param written latency up to the topic of results
   * @param visible latency up to a reader of what is committed
   * @param cpuSeconds for a million events
   */
  record Figures(Latencies written, Latencies visible, double cpuSeconds, boolean keepsUp) {}

  boolean isHeld() {
    return behindMillis <= HELD_MILLIS;
  }

  boolean keepsUp() {
    return figures != null && figures.keepsUp() && isHeld();
  }
}
