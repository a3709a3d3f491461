package dev.flinkjobs.time;

import dev.flinkjobs.diagnosis.Reports;
import dev.flinkjobs.diagnosis.SourceReport;
import dev.flinkjobs.record.RowBatch;
import java.time.Duration;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.jspecify.annotations.Nullable;

/**
 * Passes batches on, and marks this reader as idle when no batch has come for long. Flink's own
 * idleness detection covers splits, but not a reader that has read all of its splits and waits for
 * the next.
 */
public final class DetectIdleSource<T> extends AbstractStreamOperator<RowBatch<T>>
    implements OneInputStreamOperator<RowBatch<T>, RowBatch<T>> {
  private static final long serialVersionUID = 1L;

  private final String source;
  private final @Nullable Duration idleAfter;

  @SuppressWarnings("NullAway.Init") // By open().
  private transient Reports<SourceReport> reports;

  private transient long watermark;
  private transient long lastHeard;
  private transient boolean idle;

  /**
   * @param source the name of the source, for reports
   * @param idleAfter after how long without a batch it is idle; null for never, where the input
   *     ends
   */
  public DetectIdleSource(String source, @Nullable Duration idleAfter) {
    this.source = source;
    this.idleAfter = idleAfter;
  }

  @Override
  public void open() throws Exception {
    super.open();
    watermark = Long.MIN_VALUE;
    reports = Reports.of(source, SourceReport.NAME, getRuntimeContext());
    idle = false;
    report();
    if (idleAfter != null) {
      lastHeard = getProcessingTimeService().getCurrentProcessingTime();
      watch(idleAfter.toMillis());
    }
  }

  private void report() {
    reports.add(new SourceReport(watermark, idle));
  }

  private void watch(long idleAfterMillis) {
    var unused =
        getProcessingTimeService()
            .registerTimer(
                lastHeard + idleAfterMillis,
                now -> {
                  if (now - lastHeard >= idleAfterMillis) {
                    setIdle(true);
                    lastHeard = now;
                  }
                  watch(idleAfterMillis);
                });
  }

  private void setIdle(boolean now) {
    if (idle != now) {
      idle = now;
      output.emitWatermarkStatus(now ? WatermarkStatus.IDLE : WatermarkStatus.ACTIVE);
      report();
    }
  }

  @Override
  public void processElement(StreamRecord<RowBatch<T>> element) {
    heard();
    output.collect(element);
  }

  private void heard() {
    if (idleAfter != null) {
      lastHeard = getProcessingTimeService().getCurrentProcessingTime();
      setIdle(false);
    }
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) {
    setIdle(status.isIdle());
  }

  /** A watermark may come from an idle reader, which is active again then. */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    heard();
    super.processWatermark(mark);
    watermark = mark.getTimestamp();
    report();
  }

  /**
   * A job that is drained ends all windows by the last watermark, which Flink drops where its
   * source is idle (FLINK-40499): they would be lost.
   */
  @Override
  public void finish() throws Exception {
    if (watermark < Watermark.MAX_WATERMARK.getTimestamp()) {
      processWatermark(Watermark.MAX_WATERMARK);
    }
    super.finish();
  }
}
