package dev.flinkjobs.time;

import dev.flinkjobs.record.RowBatch;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** The watermark that each batch carries, as soon as the batch has passed. */
public final class BatchWatermarks<T> implements WatermarkGenerator<RowBatch<T>> {

  @Override
  public void onEvent(RowBatch<T> batch, long timestamp, WatermarkOutput output) {
    if (batch.watermark() != RowBatch.NO_WATERMARK) {
      output.emitWatermark(new Watermark(batch.watermark()));
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    // Nothing happens without a row.
  }
}
