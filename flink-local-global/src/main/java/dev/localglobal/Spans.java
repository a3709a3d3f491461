package dev.localglobal;

import java.io.Serializable;

/**
 * To which span of time a row belongs, so that rows of a key and a span become one accumulator
 * before the shuffle. Located is one row at a time.
 */
abstract class Spans<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What entries of these spans are, as {@link Entry#kind}. */
  final byte kind;

  /**
   * The located row joins an accumulator whose span it touches: of slices their last timestamp, of
   * sessions from their start to their end.
   */
  long start;

  long end;

  /** The last timestamp of the first window of the located row that is complete. */
  long complete;

  Spans(byte kind) {
    this.kind = kind;
  }

  abstract void locate(T row, long timestamp);

  /** Whether no window has the located row. */
  boolean isInNoWindow() {
    return false;
  }

  /** Whether the located row may be late, if the windows' watermark is this one at most. */
  boolean mayBeLate(long watermark) {
    return complete <= watermark;
  }

  /**
   * Whether it matters that the located row comes behind this watermark, which the windows have not
   * had yet.
   */
  boolean isBehind(long watermark) {
    return mayBeLate(watermark);
  }

  /** Where there are no windows: one span for all rows. */
  static <T> Spans<T> allTime() {
    return new AllTime<>();
  }

  private static final class AllTime<T> extends Spans<T> {
    private static final long serialVersionUID = 1L;

    AllTime() {
      super(Entry.ALL_TIME);
    }

    @Override
    void locate(T row, long timestamp) {}

    @Override
    boolean mayBeLate(long watermark) {
      return false;
    }
  }
}
