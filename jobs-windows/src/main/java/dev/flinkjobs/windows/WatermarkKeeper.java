package dev.flinkjobs.windows;

import dev.flinkjobs.diagnosis.Reports;
import dev.flinkjobs.diagnosis.WindowsReport;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.jspecify.annotations.Nullable;

/**
 * Has its watermark in checkpoints. Without it a restored job would begin at the beginning of time,
 * open windows again that were emitted and cleared long ago, and emit them a second time with
 * nothing but late rows in them.
 */
abstract class WatermarkKeeper<T> extends AbstractStreamOperator<T> {
  private static final long serialVersionUID = 1L;

  final Windows windows;
  private final boolean diagnose;

  @SuppressWarnings("NullAway.Init") // By initializeState().
  private transient SavedWatermark saved;

  transient long watermark;

  /** Null unless it is asked for. */
  transient @Nullable OpenWindows open;

  /**
   * @param diagnose whether to report which windows are open
   */
  WatermarkKeeper(Windows windows, boolean diagnose) {
    this.windows = windows;
    this.diagnose = diagnose;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    saved = new SavedWatermark(context.getOperatorStateStore(), "last");
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
    openState();
    if (watermark > Long.MIN_VALUE) {
      super.processWatermark(new Watermark(watermark));
    }
  }

  /** Whatever there is to open before the watermark of the checkpoint passes. */
  void openState() throws Exception {}

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    saved.set(watermark);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() > watermark) {
      advance(mark);
      if (open != null) {
        open.passed(watermark);
      }
    }
  }

  /** Takes a watermark that is beyond the one before, and sends it on. */
  void advance(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    super.processWatermark(mark);
  }
}
