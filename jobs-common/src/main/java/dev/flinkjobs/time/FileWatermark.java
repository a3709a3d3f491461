package dev.flinkjobs.time;

import dev.flinkjobs.record.RowBatch;

/** The watermark of one file while its rows are read. */
public final class FileWatermark {
  private final EventTime time;
  private final long bound;
  private long latest = Long.MIN_VALUE;
  private long watermark = RowBatch.NO_WATERMARK;

  /**
   * @param bound not to be passed, for the sake of files that are read later
   */
  public FileWatermark(EventTime time, long bound) {
    this.time = time;
    this.bound = bound;
  }

  /** Takes account of one more row; says whether the watermark moved. */
  public boolean moves(Timed row) {
    if (row.timestamp() <= latest) {
      return false;
    }
    latest = row.timestamp();
    long next = Math.min(time.watermark(latest), bound);
    boolean moves = next > watermark;
    watermark = Math.max(watermark, next);
    return moves;
  }

  public long value() {
    return watermark;
  }
}
