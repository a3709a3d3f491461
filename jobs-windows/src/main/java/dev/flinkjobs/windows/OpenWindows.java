package dev.flinkjobs.windows;

import dev.flinkjobs.diagnosis.Reports;
import dev.flinkjobs.diagnosis.WindowsReport;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/** Which windows of a subtask are open, for {@code --diagnose}. */
final class OpenWindows {
  private final Windows windows;
  private final Reports<WindowsReport> reports;

  /**
   * How many rows wait for each end: that of their last window, since it is the one that keeps them
   * longest, and for each earlier one none.
   */
  private final NavigableMap<Long, Long> rowsByEnd = new TreeMap<>();

  private long rows;

  OpenWindows(Windows windows, RuntimeContext context) {
    this.windows = windows;
    this.reports = Reports.of("windows", WindowsReport.NAME, context);
    report();
  }

  /**
   * One more row, if it has a window that is still open.
   *
   * @param timestamp in milliseconds since 1970-01-01T00:00:00Z, as is the watermark
   */
  void add(long timestamp, long watermark) {
    if (windows.areSessions()) {
      // Where a session ends depends on the rows that follow: not before this.
      add(timestamp + windows.size().toMillis(), 1, watermark);
    } else {
      long last = 0;
      for (TimeWindow window : windows.of(timestamp)) {
        add(window.getEnd(), 0, watermark);
        last = window.getEnd();
      }
      add(last, 1, watermark);
    }
    report();
  }

  private void add(long end, long more, long watermark) {
    if (end - 1 > watermark) {
      rowsByEnd.merge(end, more, Long::sum);
      rows += more;
    }
  }

  void passed(long watermark) {
    while (!rowsByEnd.isEmpty() && rowsByEnd.firstKey() - 1 <= watermark) {
      rows -= rowsByEnd.pollFirstEntry().getValue();
    }
    report();
  }

  private void report() {
    reports.add(
        new WindowsReport(rows, rowsByEnd.isEmpty() ? Long.MAX_VALUE : rowsByEnd.firstKey()));
  }
}
