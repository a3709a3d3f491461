package dev.flinkjobs.time;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * Event time: the watermark after each row, which follows from the latest row so far and the
 * bounded out-of-orderness. It moves from slice to slice: within a slice no window begins, fires or
 * expires, so watermarks within it make no difference and are not sent.
 */
public final class EventTime implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Windows over event time ask for the context, and not for the clock. */
  public static final WindowAssigner.WindowAssignerContext NO_CLOCK =
      new WindowAssigner.WindowAssignerContext() {
        @Override
        public long getCurrentProcessingTime() {
          return 0;
        }
      };

  private final Duration maxDelay;
  private final Duration idleAfter;
  private final long slice;

  private EventTime(Duration maxDelay, Duration idleAfter, long slice) {
    this.maxDelay = maxDelay;
    this.idleAfter = idleAfter;
    this.slice = slice;
  }

  /**
   * Event time for windows.
   *
   * @param maxDelay the bounded out-of-orderness: how much earlier than the latest row so far a row
   *     may be
   * @param idleAfter after how long without a row a source is idle, if the input never ends
   * @param windows into which the rows go; where they are not tumbling, sliding or {@link
   *     AlignedWindows}, the watermark moves with each millisecond
   * @param allowedLateness after which these windows expire
   */
  public static EventTime of(
      Duration maxDelay,
      Duration idleAfter,
      WindowAssigner<Object, TimeWindow> windows,
      Duration allowedLateness) {
    return new EventTime(
        maxDelay, idleAfter, AlignedWindows.gcd(slice(windows), allowedLateness.toMillis()));
  }

  private static long slice(WindowAssigner<Object, TimeWindow> windows) {
    if (windows instanceof AlignedWindows aligned) {
      return aligned.slice().toMillis();
    }
    long slide = windows instanceof SlidingEventTimeWindows sliding ? sliding.getSlide() : 0;
    if (slide == 0 && !(windows instanceof TumblingEventTimeWindows)) {
      return 1;
    }
    // Of tumbling windows the next begins where one ends, of sliding ones a slide later.
    return windows.assignWindows("", 0, NO_CLOCK).stream()
        .findFirst()
        .map(
            window ->
                AlignedWindows.gcd(slide, AlignedWindows.gcd(window.getStart(), window.getEnd())))
        .orElse(1L);
  }

  /** The same with the watermark after each row, for those who look on. */
  public EventTime ofEachRow() {
    return new EventTime(maxDelay, idleAfter, 1);
  }

  public Duration maxDelay() {
    return maxDelay;
  }

  public Duration idleAfter() {
    return idleAfter;
  }

  /**
   * The length of a slice. A watermark is one millisecond before a multiple of it, counted from
   * 1970-01-01T00:00:00Z.
   */
  public Duration slice() {
    return Duration.ofMillis(slice);
  }

  /**
   * The watermark: no row at this time or before it is expected any more.
   *
   * @param latest the time of the latest row, in milliseconds since 1970-01-01T00:00:00Z
   */
  public long watermark(long latest) {
    long boundary = latest - maxDelay.toMillis();
    return boundary - Math.floorMod(boundary, slice) - 1;
  }
}
