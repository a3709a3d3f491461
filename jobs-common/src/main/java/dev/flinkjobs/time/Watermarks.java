package dev.flinkjobs.time;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Flink's watermark strategies for elements that say when they happened. Times are in milliseconds
 * since 1970-01-01T00:00:00Z.
 *
 * <p>A source that may be idle for long needs {@code withIdleness} of the strategy as well, or the
 * watermark waits for it.
 */
public final class Watermarks {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Watermarks() {}

  /**
   * A watermark that is behind the latest time so far.
   *
   * @param maxDelay how far behind; an element that is later still is late
   * @param timestamp the time of an element; what it throws fails the job
   */
  public static <T> WatermarkStrategy<T> boundedOutOfOrderness(
      Duration maxDelay, SerializableFunction<T, Long> timestamp) {
    return WatermarkStrategy.<T>forBoundedOutOfOrderness(maxDelay)
        .withTimestampAssigner((element, unused) -> timestamp.apply(element));
  }

  /**
   * The same, but an element whose time is too far ahead of the clock does not move the watermark,
   * so the elements after it are not late. It keeps its time: its window fires at the end of the
   * input.
   *
   * @param maxFuture how far ahead of the clock is possible
   * @param clock serializable, such as {@link Clock#systemUTC()}
   */
  public static <T> WatermarkStrategy<T> boundedOutOfOrderness(
      Duration maxDelay, Duration maxFuture, Clock clock, SerializableFunction<T, Long> timestamp) {
    return WatermarkStrategy.<T>forGenerator(
            context ->
                new IgnoreFuture<>(
                    new BoundedOutOfOrdernessWatermarks<>(maxDelay), maxFuture.toMillis(), clock))
        .withTimestampAssigner((element, unused) -> timestamp.apply(element));
  }

  /**
   * The time that {@code 2024-05-11 10:00:00} is in a zone. When clocks go back, the earlier of
   * both times is used; when they go forward, the time is shifted by the length of the gap.
   *
   * @throws java.time.DateTimeException if the text has another form, or there is no such day
   */
  public static long epochMillis(String local, ZoneId zone) {
    return LocalDateTime.parse(local, LOCAL).atZone(zone).toInstant().toEpochMilli();
  }

  private record IgnoreFuture<T>(
      WatermarkGenerator<T> watermarks, long maxFutureMillis, Clock clock)
      implements WatermarkGenerator<T> {

    @Override
    public void onEvent(T element, long timestamp, WatermarkOutput output) {
      if (timestamp - clock.millis() <= maxFutureMillis) {
        watermarks.onEvent(element, timestamp, output);
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      watermarks.onPeriodicEmit(output);
    }
  }
}
