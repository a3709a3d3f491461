package dev.flinkjobs.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.RowBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkOutputMultiplexer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

/** As Flink's source combines them, with partitions that are idle after 100 ms. */
class PartitionWatermarksTest {
  private static final long IDLE_AFTER = 100;

  private final List<String> emitted = new ArrayList<>();
  private final WatermarkOutputMultiplexer combined =
      new WatermarkOutputMultiplexer(new Recording(emitted));
  private final PartitionWatermarks<String> strategy =
      new PartitionWatermarks<>(Duration.ofMillis(IDLE_AFTER));
  private final Map<String, WatermarkGenerator<RowBatch<String>>> partitions =
      new LinkedHashMap<>();
  private long now;

  @Test
  void aSilentPartitionIsWaitedForUntilItIsIdle() {
    partitions("a", "b");
    rows("a", 7);
    after(IDLE_AFTER - 1);
    rows("a", 8);
    assertThat(emitted).isEmpty();
    after(1);
    assertThat(emitted).containsExactly("8");
  }

  @Test
  void whereAllFallSilentTogetherTheWatermarkOfTheOneAheadIsSentBeforeTheyAreIdle() {
    partitions("a", "b", "c");
    rows("b", 7);
    rows("c", 5);
    after(IDLE_AFTER);
    after(1);
    after(1);
    assertThat(emitted).containsExactly("7", "idle");
  }

  @Test
  void aPartitionThatSpeaksAgainIsWaitedForAgain() {
    partitions("a", "b");
    rows("a", 7);
    after(IDLE_AFTER);
    after(1);
    after(1);
    rows("b", 9);
    rows("a", 8);
    assertThat(emitted).containsExactly("7", "idle", "9");
    after(IDLE_AFTER - 1);
    rows("b", 11);
    rows("a", 10);
    assertThat(emitted).endsWith("10");
  }

  @Test
  void rowsWithoutAWatermarkAreHeard() {
    partitions("a", "b");
    rows("a", 7);
    after(IDLE_AFTER - 1);
    rows("b", Long.MIN_VALUE);
    after(1);
    assertThat(emitted).isEmpty();
  }

  private void partitions(String... names) {
    for (String name : names) {
      combined.registerNewOutput(name);
      partitions.put(name, strategy.createWatermarkGenerator(new ManualContext()));
    }
  }

  private void rows(String partition, long watermark) {
    Objects.requireNonNull(partitions.get(partition))
        .onEvent(
            new RowBatch<>(List.of("row"), List.of(), 3, watermark),
            0,
            combined.getImmediateOutput(partition));
  }

  private void after(long millis) {
    now += millis;
    partitions.forEach(
        (name, generator) -> generator.onPeriodicEmit(combined.getDeferredOutput(name)));
    combined.onPeriodicEmit();
  }

  private final class ManualContext implements WatermarkGeneratorSupplier.Context {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup();
    }

    @Override
    public RelativeClock getInputActivityClock() {
      return new RelativeClock() {
        @Override
        public long relativeTimeMillis() {
          return now;
        }

        @Override
        public long relativeTimeNanos() {
          return now * 1_000_000;
        }
      };
    }
  }

  private record Recording(List<String> events) implements WatermarkOutput {
    @Override
    public void emitWatermark(Watermark watermark) {
      events.add(String.valueOf(watermark.getTimestamp()));
    }

    @Override
    public void markIdle() {
      events.add("idle");
    }

    @Override
    public void markActive() {
      events.add("active");
    }
  }
}
