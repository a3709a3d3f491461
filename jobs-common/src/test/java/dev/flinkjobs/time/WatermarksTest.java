package dev.flinkjobs.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatermarksTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final long NOW = Instant.parse("2024-05-11T10:00:00Z").toEpochMilli();

  private final ManualClock activity = new ManualClock();

  @Test
  void theWatermarkIsBehindTheLatestTime() throws Exception {
    Stream stream =
        new Stream(Watermarks.boundedOutOfOrderness(SECOND, text -> NOW + seconds(text)));
    assertThat(stream.watermarkAfter("3")).isEqualTo(NOW + 2000 - 1);
    assertThat(stream.watermarkAfter("1")).isEqualTo(NOW + 2000 - 1);
    assertThat(stream.watermarkAfter("5")).isEqualTo(NOW + 4000 - 1);
  }

  private static long seconds(String text) {
    return Long.parseLong(text) * 1000;
  }

  @Test
  void aTimeTooFarAheadDoesNotMoveTheWatermark() throws Exception {
    Stream stream =
        new Stream(
            Watermarks.boundedOutOfOrderness(
                SECOND,
                DAY,
                Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC),
                text -> NOW + seconds(text)));
    assertThat(stream.watermarkAfter("0")).isEqualTo(NOW - 1000 - 1);
    assertThat(stream.watermarkAfter("86401")).isEqualTo(NOW - 1000 - 1);
    assertThat(stream.watermarkAfter("2")).isEqualTo(NOW + 1000 - 1);
    assertThat(stream.watermarkAfter("86400")).isEqualTo(NOW + DAY.toMillis() - 1000 - 1);
  }

  @Test
  void aSourceWithoutElementsIsIdleIfThatIsAskedFor() throws Exception {
    Stream stream =
        new Stream(
            Watermarks.<String>boundedOutOfOrderness(SECOND, text -> NOW)
                .withIdleness(Duration.ofSeconds(30)));
    stream.watermarkAfter("0");
    assertThat(stream.idle).isFalse();
    activity.advanceTime(Duration.ofSeconds(31));
    stream.periodic();
    activity.advanceTime(Duration.ofSeconds(31));
    stream.periodic();
    assertThat(stream.idle).isTrue();
  }

  /** The elements that an operator gives to a strategy, which has been sent to it. */
  private final class Stream implements WatermarkOutput {
    private final WatermarkStrategy<String> strategy;
    private final WatermarkGenerator<String> generator;
    private long watermark = Long.MIN_VALUE;
    private boolean idle;

    Stream(WatermarkStrategy<String> strategy) throws Exception {
      this.strategy = InstantiationUtil.clone(strategy);
      this.generator = this.strategy.createWatermarkGenerator(new Context());
    }

    long watermarkAfter(String element) {
      long time =
          strategy.createTimestampAssigner(new Context()).extractTimestamp(element, Long.MIN_VALUE);
      generator.onEvent(element, time, this);
      periodic();
      return watermark;
    }

    void periodic() {
      generator.onPeriodicEmit(this);
    }

    @Override
    public void emitWatermark(Watermark emitted) {
      watermark = emitted.getTimestamp();
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public void markActive() {
      idle = false;
    }
  }

  private final class Context
      implements org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier.Context,
          org.apache.flink.api.common.eventtime.TimestampAssignerSupplier.Context {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup();
    }

    @Override
    public RelativeClock getInputActivityClock() {
      return activity;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2024-05-11 10:00:00, UTC, 2024-05-11T10:00:00Z",
    "2024-05-11 10:00:00, Asia/Seoul, 2024-05-11T01:00:00Z",
    "1969-12-31 23:59:59, UTC, 1969-12-31T23:59:59Z",
    "2024-02-29 00:00:00, UTC, 2024-02-29T00:00:00Z",
    // Clocks go back, and forward.
    "2024-10-27 02:30:00, Europe/Berlin, 2024-10-27T00:30:00Z",
    "2024-03-31 02:30:00, Europe/Berlin, 2024-03-31T01:30:00Z",
  })
  void aLocalTimeIsThatOfItsZone(String local, String zone, String instant) {
    assertThat(Watermarks.epochMillis(local, ZoneId.of(zone)))
        .isEqualTo(Instant.parse(instant).toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024-05-11",
        "2024-05-11T10:00:00",
        "2024-02-30 10:00:00",
        "2024-05-11 24:00:00"
      })
  void whatIsNoLocalTimeIsAnError(String text) {
    assertThatThrownBy(() -> Watermarks.epochMillis(text, ZoneOffset.UTC))
        .isInstanceOf(DateTimeException.class)
        .hasMessageContaining(text);
  }
}
