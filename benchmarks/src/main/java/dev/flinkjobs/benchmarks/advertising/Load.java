package dev.flinkjobs.benchmarks.advertising;

import java.time.Duration;

/**
 * What is sent to a contender: events at an even rate, whose times are those at which they are due.
 *
 * @param perSecond how many
 * @param windows how many windows are to be counted; the first of them is for warming up
 * @param maxDelay how long contenders wait for late events
 */
record Load(int perSecond, int windows, Duration window, Duration maxDelay) {

  /** How much longer events go on, so that the last window comes to its end in every partition. */
  private static final Duration TAIL = Duration.ofSeconds(1);

  long windowMillis() {
    return window.toMillis();
  }

  /** All events, those behind the last window too. */
  long events() {
    return perSecond * window.multipliedBy(windows).plus(maxDelay).plus(TAIL).toMillis() / 1000;
  }

  /** The first boundary of windows that is not before. */
  long startAfter(long millis) {
    return (millis + windowMillis() - 1) / windowMillis() * windowMillis();
  }

  /** When the last window is over. */
  long end(long start) {
    return start + windows * windowMillis();
  }
}
