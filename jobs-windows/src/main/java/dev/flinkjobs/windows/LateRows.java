package dev.flinkjobs.windows;

import dev.flinkjobs.diagnosis.Reports;
import dev.flinkjobs.diagnosis.WindowsReport;
import java.util.List;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Stands right before the windows, and says of each row which of its windows are over. Flink's own
 * late output has only rows that are too late for all of theirs: a sliding window drops a row that
 * is late for some of its panes in silence.
 *
 * <p>It also keeps the watermark in checkpoints. Without it a restored job would begin at the
 * beginning of time, open windows again that were emitted and cleared long ago, and emit them a
 * second time with nothing but late rows in them.
 */
final class LateRows extends AbstractStreamOperator<Measurement>
    implements OneInputStreamOperator<Measurement, Measurement> {
  private static final long serialVersionUID = 1L;

  static final OutputTag<LateMeasurement> LATE =
      new OutputTag<>("late", new LateMeasurementSerializer().type(LateMeasurement.class));

  /** The same in all subtasks, since a barrier divides what each has heard at the same place. */
  private static final MapStateDescriptor<String, Long> WATERMARK =
      new MapStateDescriptor<>("watermark", Types.STRING, Types.LONG);

  private static final String LAST = "last";

  private final Windows windows;
  private final long allowedLateness;
  private final boolean diagnose;

  @SuppressWarnings("NullAway.Init") // By initializeState().
  private transient BroadcastState<String, Long> saved;

  private transient long watermark;
  private transient @Nullable OpenWindows open;

  /**
   * @param allowedLateness how long windows wait for late rows, in milliseconds
   * @param diagnose whether to report which windows are open
   */
  LateRows(Windows windows, long allowedLateness, boolean diagnose) {
    this.windows = windows;
    this.allowedLateness = allowedLateness;
    this.diagnose = diagnose;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    saved = context.getOperatorStateStore().getBroadcastState(WATERMARK);
    Long last = saved.get(LAST);
    watermark = last == null ? Long.MIN_VALUE : last;
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
    saved.put(LAST, watermark);
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
    if (windows.areSessions() || !isOver(windows.firstEnd(element.getTimestamp()))) {
      output.collect(element);
      return;
    }
    List<TimeWindow> all = windows.of(element.getTimestamp());
    List<TimeWindow> missed = all.stream().filter(window -> isOver(window.getEnd())).toList();
    boolean lost = missed.size() == all.size();
    output.collect(
        LATE,
        new StreamRecord<>(
            new LateMeasurement(element.getValue(), missed, lost), element.getTimestamp()));
    if (!lost) {
      output.collect(element);
    }
  }

  /** As {@code WindowOperator} judges it. */
  private boolean isOver(long end) {
    return end - 1 + allowedLateness <= watermark;
  }
}
