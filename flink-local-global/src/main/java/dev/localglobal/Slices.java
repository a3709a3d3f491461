package dev.localglobal;

import java.util.Collection;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/** Rows by slice: all rows of a slice have the same windows. */
final class Slices<T> extends Spans<T> {
  private static final long serialVersionUID = 1L;

  private final Slicing slicing;
  private final long allowedLateness;

  /** The slice of the located row, or a part of it. */
  private long from;

  private long to;

  /** The one before: rows out of order go to and fro between two. */
  private long otherFrom;

  private long otherTo;
  private long otherComplete;

  private boolean isInNoWindow;

  Slices(Slicing slicing, long allowedLateness) {
    super(Entry.SLICE);
    this.slicing = slicing;
    this.allowedLateness = allowedLateness;
  }

  @Override
  void locate(T row, long timestamp) {
    if (timestamp < from || timestamp >= to) {
      if (timestamp >= otherFrom && timestamp < otherTo) {
        swap();
      } else {
        swap();
        find(timestamp);
      }
      start = to - 1;
      end = start;
    }
  }

  private void swap() {
    long before = from;
    from = otherFrom;
    otherFrom = before;
    before = to;
    to = otherTo;
    otherTo = before;
    before = complete;
    complete = otherComplete;
    otherComplete = before;
    isInNoWindow = false;
  }

  private void find(long timestamp) {
    Collection<TimeWindow> windows = slicing.windows(timestamp);
    isInNoWindow = windows.isEmpty();
    if (isInNoWindow) {
      // Between windows that are shorter than their slide: late by its own time, as in Flink.
      from = 0;
      to = 0;
      complete = timestamp + allowedLateness;
      return;
    }
    TimeWindow slice = slicing.slice(timestamp, windows);
    from = slice.getStart();
    to = slice.getEnd();
    complete = Long.MAX_VALUE;
    for (TimeWindow window : windows) {
      complete = Math.min(complete, window.maxTimestamp());
    }
  }

  @Override
  boolean isInNoWindow() {
    return isInNoWindow;
  }
}
