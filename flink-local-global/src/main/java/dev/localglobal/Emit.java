package dev.localglobal;

import java.io.Serializable;
import java.time.Duration;

/** When the aggregate of a key is emitted, where there are no windows. */
public final class Emit implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Emit PER_ROW = new Emit(true, 0);
  private static final Emit AT_END = new Emit(false, 0);

  private final boolean perRow;
  private final long interval;

  private Emit(boolean perRow, long interval) {
    this.perRow = perRow;
    this.interval = interval;
  }

  /** For each row, in the order of the rows of a key; with the timestamp of the row. */
  public static Emit perRow() {
    return PER_ROW;
  }

  /**
   * If it has changed, once in each interval of the clock, and at the end of the input; without a
   * timestamp.
   *
   * @param interval at least a millisecond
   */
  public static Emit every(Duration interval) {
    long millis = interval.toMillis();
    if (millis <= 0) {
      throw new IllegalArgumentException(
          "Emit.every(" + interval + "): the interval must be at least 1 ms");
    }
    return new Emit(false, millis);
  }

  /** Once, at the end of the input: never, if the input does not end. Without a timestamp. */
  public static Emit atEnd() {
    return AT_END;
  }

  boolean isPerRow() {
    return perRow;
  }

  /** In milliseconds; 0 for the end only. */
  long interval() {
    return interval;
  }
}
