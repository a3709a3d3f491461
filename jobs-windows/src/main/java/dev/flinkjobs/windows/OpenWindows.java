package dev.flinkjobs.windows;

import dev.flinkjobs.diagnosis.WindowsReport;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/** Which windows of a subtask are open, for {@code --diagnose}. */
final class OpenWindows {
  private final Windows windows;
  private final Consumer<WindowsReport> reports;

  /**
   * How many rows wait for each end: that of their last window, since it is the one that keeps them
   * longest, and for each earlier one none.
   */
  private final NavigableMap<Long, Long> rowsByEnd = new TreeMap<>();

  private long rows;
  private List<Long> ends = List.of();

  /**
   * @param reports is told of each change
   */
  OpenWindows(Windows windows, Consumer<WindowsReport> reports) {
    this.windows = windows;
    this.reports = reports;
    report();
  }

  /**
   * More rows with the same windows, if one of these is still open.
   *
   * @param timestamp in milliseconds since 1970-01-01T00:00:00Z, as is the watermark
   */
  void add(long timestamp, long more, long watermark) {
    if (windows.areSessions()) {
      // Where a session ends depends on the rows that follow: not before this.
      waitFor(timestamp + windows.size().toMillis(), more, watermark);
    } else {
      long last = 0;
      for (TimeWindow window : windows.of(timestamp)) {
        waitFor(window.getEnd(), 0, watermark);
        last = window.getEnd();
      }
      waitFor(last, more, watermark);
    }
    report();
  }

  private void waitFor(long end, long more, long watermark) {
    if (end - 1 > watermark) {
      boolean opens = !rowsByEnd.containsKey(end);
      rowsByEnd.merge(end, more, Long::sum);
      rows += more;
      if (opens) {
        noteEnds();
      }
    }
  }

  void passed(long watermark) {
    boolean closes = false;
    while (!rowsByEnd.isEmpty() && rowsByEnd.firstKey() - 1 <= watermark) {
      rows -= rowsByEnd.pollFirstEntry().getValue();
      closes = true;
    }
    if (closes) {
      noteEnds();
    }
    report();
  }

  private void noteEnds() {
    if (!windows.areSessions()) {
      ends = rowsByEnd.keySet().stream().limit(WindowsReport.MOST_ENDS).toList();
    }
  }

  private void report() {
    reports.accept(
        new WindowsReport(rows, rowsByEnd.isEmpty() ? Long.MAX_VALUE : rowsByEnd.firstKey(), ends));
  }
}
