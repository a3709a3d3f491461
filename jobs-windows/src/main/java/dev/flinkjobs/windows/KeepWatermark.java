package dev.flinkjobs.windows;

import dev.flinkjobs.diagnosis.Reports;
import dev.flinkjobs.diagnosis.WindowsReport;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Stands right before the sessions, and keeps the watermark in checkpoints. Without it a restored
 * job would begin at the beginning of time, open sessions again that were emitted and cleared long
 * ago, and emit them a second time with nothing but late rows in them.
 */
final class KeepWatermark extends AbstractStreamOperator<Measurement>
    implements OneInputStreamOperator<Measurement, Measurement> {
  private static final long serialVersionUID = 1L;

  private final Windows windows;
  private final boolean diagnose;

  @SuppressWarnings("NullAway.Init") // By initializeState().
  private transient SavedWatermark saved;

  private transient long watermark;
  private transient @Nullable OpenWindows open;

  /**
   * @param diagnose whether to report which windows are open
   */
  KeepWatermark(Windows windows, boolean diagnose) {
    this.windows = windows;
    this.diagnose = diagnose;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    saved = new SavedWatermark(context.getOperatorStateStore());
    watermark = saved.get();
  }

  @Override
  public void open() throws Exception {
    super.open();
    if (diagnose) {
      Reports<WindowsReport> reports =
          Reports.of("windows", WindowsReport.NAME, getRuntimeContext());
      open = new OpenWindows(windows, reports::add);
    }
    if (watermark > Long.MIN_VALUE) {
      super.processWatermark(new Watermark(watermark));
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    saved.set(watermark);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() > watermark) {
      watermark = mark.getTimestamp();
      super.processWatermark(mark);
      if (open != null) {
        open.passed(watermark);
      }
    }
  }

  @Override
  public void processElement(StreamRecord<Measurement> element) {
    if (open != null) {
      open.add(element.getTimestamp(), watermark);
    }
    output.collect(element);
  }
}
