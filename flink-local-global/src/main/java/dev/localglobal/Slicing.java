package dev.localglobal;

import java.io.Serializable;
import java.util.Collection;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/** Windows whose borders follow from time alone, and the slices between the borders. */
final class Slicing implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of meaning for windows over the clock only, and for staggered ones; there are none here. */
  static final WindowAssigner.WindowAssignerContext NO_CLOCK =
      new WindowAssigner.WindowAssignerContext() {
        @Override
        public long getCurrentProcessingTime() {
          return 0;
        }
      };

  private final WindowAssigner<Object, TimeWindow> assigner;

  Slicing(WindowAssigner<Object, TimeWindow> assigner) {
    this.assigner = assigner;
  }

  /** The windows of a timestamp, in the assigner's order. */
  Collection<TimeWindow> windows(long timestamp) {
    return assigner.assignWindows(null, timestamp, NO_CLOCK);
  }

  /**
   * The slice of a timestamp, or as much of it as follows the timestamp.
   *
   * @param windows those of the timestamp, at least one
   */
  TimeWindow slice(long timestamp, Collection<TimeWindow> windows) {
    long lastStart = Long.MIN_VALUE;
    long firstEnd = Long.MAX_VALUE;
    for (TimeWindow window : windows) {
      lastStart = Math.max(lastStart, window.getStart());
      firstEnd = Math.min(firstEnd, window.getEnd());
    }
    if (assigner instanceof SlidingEventTimeWindows sliding) {
      long slide = sliding.getSlide();
      return new TimeWindow(
          Math.max(lastStart, firstEnd - slide), Math.min(firstEnd, lastStart + slide));
    }
    if (assigner instanceof SlicedWindows sliced) {
      long boundary = sliced.nextBoundary(timestamp);
      if (boundary <= timestamp || boundary > firstEnd) {
        throw new IllegalStateException(
            assigner
                + ".nextBoundary("
                + timestamp
                + ") is "
                + boundary
                + ", but must be later and at most "
                + firstEnd
                + ", the end of a window");
      }
      return new TimeWindow(timestamp, boundary);
    }
    return new TimeWindow(lastStart, firstEnd);
  }
}
