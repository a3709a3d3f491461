package dev.flinkjobs.time;

import dev.flinkjobs.record.RowBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;
import org.jspecify.annotations.Nullable;

/**
 * The watermark that each batch carries, for several partitions that one reader reads at a time and
 * that never end. A partition without a record for long is idle.
 *
 * <p>Where all become idle at once, Flink's own idleness would end with the watermark of the
 * slowest, and windows that the others have completed would wait for a row to come. So the one that
 * is ahead falls idle after the others, when its watermark has been sent.
 */
public final class PartitionWatermarks<T> implements WatermarkStrategy<RowBatch<T>> {
  private static final long serialVersionUID = 1L;

  private final Duration idleAfter;

  /** Those of one reader, which all its partitions share. */
  private transient @Nullable List<Partition<T>> partitions;

  public PartitionWatermarks(Duration idleAfter) {
    this.idleAfter = idleAfter;
  }

  @Override
  public WatermarkGenerator<RowBatch<T>> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    if (partitions == null) {
      partitions = new ArrayList<>();
    }
    Partition<T> added = new Partition<>(partitions, idleAfter, context.getInputActivityClock());
    partitions.add(added);
    return added;
  }

  private static final class Partition<T> implements WatermarkGenerator<RowBatch<T>> {
    private final List<Partition<T>> all;
    private final long idleAfterNanos;
    private final RelativeClock clock;
    private long lastHeard;
    private long watermark = RowBatch.NO_WATERMARK;
    private boolean idle;
    private boolean wasAlone;

    Partition(List<Partition<T>> all, Duration idleAfter, RelativeClock clock) {
      this.all = all;
      this.idleAfterNanos = idleAfter.toNanos();
      this.clock = clock;
      this.lastHeard = clock.relativeTimeNanos();
    }

    @Override
    public void onEvent(RowBatch<T> batch, long timestamp, WatermarkOutput output) {
      lastHeard = clock.relativeTimeNanos();
      wasAlone = false;
      if (idle) {
        idle = false;
        output.markActive();
      }
      if (batch.watermark() > watermark) {
        watermark = batch.watermark();
        output.emitWatermark(new Watermark(watermark));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (idle || clock.relativeTimeNanos() - lastHeard < idleAfterNanos) {
        return;
      }
      boolean alone = all.stream().allMatch(other -> other == this || other.idle);
      if (wasAlone || !isAhead()) {
        idle = true;
        output.markIdle();
      }
      wasAlone = alone;
    }

    private boolean isAhead() {
      return this
          == all.stream()
              .max(Comparator.comparingLong(partition -> partition.watermark))
              .orElseThrow();
    }
  }
}
