package dev.flinkjobs.record;

import java.util.List;

/**
 * Random numbers that are the same for the same seed on every JVM, since no JVM's generator is
 * asked: SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
 */
public final class SeededNumbers {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  public SeededNumbers(long seed) {
    this.state = seed;
  }

  private long next() {
    state += GOLDEN_GAMMA;
    long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** From 0 to {@code bound}, exclusive. */
  public int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** From {@code min} to {@code max}, inclusive. */
  public int between(int min, int max) {
    return min + below(max - min + 1);
  }

  /** One of these, each as often as it stands there. */
  public <T> T pick(List<T> these) {
    return these.get(below(these.size()));
  }

  /** From 0 to 1, exclusive. */
  public double fraction() {
    return (next() >>> 11) * 0x1.0p-53;
  }
}
