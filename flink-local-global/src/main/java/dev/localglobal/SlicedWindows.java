package dev.localglobal;

import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * What a {@link WindowAssigner} of one's own has to say, so that rows of its windows can be added
 * up before the shuffle: windows of a calendar, for example, whose lengths differ. It must be an
 * assigner of {@link TimeWindow}s over event time with Flink's event-time trigger, and the windows
 * must depend on the timestamp alone: {@code assignWindows} gets null for the row.
 *
 * <p>Time is cut into slices, spans in which all rows have the same windows.
 */
public interface SlicedWindows {

  /**
   * The next time at which a window begins or ends: the end of the slice of a timestamp.
   *
   * @param timestamp in milliseconds since 1970-01-01T00:00:00Z, as is the answer
   * @return later than the timestamp, and not later than the end of any of its windows
   */
  long nextBoundary(long timestamp);
}
