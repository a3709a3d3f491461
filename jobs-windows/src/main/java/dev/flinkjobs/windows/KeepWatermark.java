package dev.flinkjobs.windows;

import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Stands right before the sessions, which are Flink's and keep no watermark. */
final class KeepWatermark extends WatermarkKeeper<Measurement>
    implements OneInputStreamOperator<Measurement, Measurement> {
  private static final long serialVersionUID = 1L;

  KeepWatermark(Windows windows, boolean diagnose) {
    super(windows, diagnose);
  }

  @Override
  public void processElement(StreamRecord<Measurement> element) {
    if (open != null) {
      open.add(element.getTimestamp(), 1, watermark);
    }
    output.collect(element);
  }
}
