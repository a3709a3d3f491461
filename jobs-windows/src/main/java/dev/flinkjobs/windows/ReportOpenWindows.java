package dev.flinkjobs.windows;

import dev.flinkjobs.diagnosis.Reports;
import dev.flinkjobs.diagnosis.WindowsReport;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.time.EventTime;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.api.windowing.assigners.MergingWindowAssigner;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Reports which windows are open, for {@code --diagnose}. Follows an exchange of its own, so that
 * it has the watermark of the windows, the lowest of all readers.
 */
final class ReportOpenWindows extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<RowBatch<Measurement>, Void> {
  private static final long serialVersionUID = 1L;

  private final WindowAssigner<Object, TimeWindow> windows;

  @SuppressWarnings("NullAway.Init") // By open().
  private transient Reports<WindowsReport> reports;

  /**
   * How many rows wait for each end: that of their last window, since it is the one that keeps them
   * longest, and for each earlier one none.
   */
  @SuppressWarnings("NullAway.Init") // By open().
  private transient NavigableMap<Long, Long> rowsByEnd;

  private transient long watermark;
  private transient long rows;

  ReportOpenWindows(WindowAssigner<Object, TimeWindow> windows) {
    this.windows = windows;
  }

  @Override
  public void open() throws Exception {
    super.open();
    reports = Reports.of("windows", WindowsReport.NAME, getRuntimeContext());
    rowsByEnd = new TreeMap<>();
    watermark = Long.MIN_VALUE;
    rows = 0;
    report();
  }

  @Override
  public void processElement(StreamRecord<RowBatch<Measurement>> batch) {
    for (Measurement row : batch.getValue().rows()) {
      long last = Long.MIN_VALUE;
      // Where a session ends depends on the rows that follow: not before that of the row alone.
      for (TimeWindow window : windows.assignWindows(row, row.timestamp(), EventTime.NO_CLOCK)) {
        waitFor(window.getEnd(), 0);
        last = Math.max(last, window.getEnd());
      }
      waitFor(last, 1);
    }
    report();
  }

  private void waitFor(long end, long more) {
    if (end - 1 > watermark) {
      rowsByEnd.merge(end, more, Long::sum);
      rows += more;
    }
  }

  @Override
  public void processWatermark(Watermark mark) {
    watermark = mark.getTimestamp();
    while (!rowsByEnd.isEmpty() && rowsByEnd.firstKey() - 1 <= watermark) {
      rows -= rowsByEnd.pollFirstEntry().getValue();
    }
    report();
  }

  private void report() {
    List<Long> ends =
        windows instanceof MergingWindowAssigner
            ? List.of()
            : rowsByEnd.keySet().stream().limit(WindowsReport.MOST_ENDS).toList();
    long next = rowsByEnd.isEmpty() ? Long.MAX_VALUE : rowsByEnd.firstKey();
    reports.add(new WindowsReport(rows, next, ends));
  }
}
