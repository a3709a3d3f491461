package dev.localglobal;

import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/** Rows by what is known of their session. */
final class Sessions<T> extends Spans<T> {
  private static final long serialVersionUID = 1L;

  private final WindowAssigner<? super T, TimeWindow> assigner;

  Sessions(WindowAssigner<? super T, TimeWindow> assigner) {
    super(Entry.SESSION);
    this.assigner = assigner;
  }

  @Override
  void locate(T row, long timestamp) {
    TimeWindow window = assigner.assignWindows(row, timestamp, Slicing.NO_CLOCK).iterator().next();
    start = window.getStart();
    end = window.getEnd();
    complete = window.maxTimestamp();
  }

  /**
   * A session that is complete by the watermark must not grow by the row: it may touch the start.
   */
  @Override
  boolean isBehind(long watermark) {
    return start <= watermark || start - 1 == watermark;
  }
}
