package dev.flinkjobs.record;

import java.io.Serializable;
import java.time.Duration;

/**
 * How the time of events goes on: what the watermark is when the latest row so far is known.
 *
 * @param maxDelay how much earlier than that row the time of a later row may be
 * @param step the watermark moves in steps of this length, counted from 1970-01-01T00:00:00Z, 1 ms
 *     or longer: nothing happens between the borders of windows, so nobody has to hear of it
 * @param idleAfter how long an input that never ends may be silent before it is not waited for
 */
public record EventTime(Duration maxDelay, Duration step, Duration idleAfter)
    implements Serializable {

  /** Before the first row. */
  public static final long NO_WATERMARK = Long.MIN_VALUE;

  /**
   * The watermark: no row at this time or before it is expected any more.
   *
   * @param latest the time of the latest row, in milliseconds since 1970-01-01T00:00:00Z
   */
  public long watermark(long latest) {
    long border = latest - maxDelay.toMillis();
    return border - Math.floorMod(border, step.toMillis()) - 1;
  }
}
