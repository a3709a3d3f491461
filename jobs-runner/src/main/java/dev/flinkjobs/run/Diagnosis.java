package dev.flinkjobs.run;

import dev.flinkjobs.diagnosis.SourceReport;
import dev.flinkjobs.diagnosis.WindowsReport;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says every ten seconds what windows wait for: why nothing comes. */
final class Diagnosis implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "diagnosis");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param maxDelay how far behind the latest row the watermark is
   */
  Diagnosis(RunningJob job, Duration maxDelay, PrintStream out) {
    var unused =
        clock.scheduleAtFixedRate(
            () -> {
              out.print(text(job.sources(), job.windows(), maxDelay));
              out.flush();
            },
            INTERVAL.toMillis(),
            INTERVAL.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Some lines, each with its end; times are in UTC. */
  static String text(
      Map<String, SourceReport> sources, Map<String, WindowsReport> windows, Duration maxDelay) {
    StringBuilder text = new StringBuilder("diagnosis: ");
    long rows = windows.values().stream().mapToLong(WindowsReport::rows).sum();
    long next =
        windows.values().stream().mapToLong(WindowsReport::nextEnd).min().orElse(Long.MAX_VALUE);
    if (next == Long.MAX_VALUE) {
      text.append("no window is open\n");
    } else {
      text.append(
          String.format(
              Locale.ROOT,
              "%s: %,d; the next ends at %s, and waits for a row at %s or later\n",
              open(windows.values()),
              rows,
              Instant.ofEpochMilli(next),
              Instant.ofEpochMilli(next).plus(maxDelay)));
    }
    sources.forEach((name, report) -> text.append(line(name, report)));
    return text.toString();
  }

  /** How many windows are open; one of all keys is one. */
  private static String open(Collection<WindowsReport> windows) {
    long ends = windows.stream().flatMap(report -> report.ends().stream()).distinct().count();
    if (ends == 0) {
      return "rows in open sessions";
    }
    boolean more =
        windows.stream().anyMatch(report -> report.ends().size() == WindowsReport.MOST_ENDS);
    return String.format(
        Locale.ROOT, "open windows: %,d%s, rows in them", ends, more ? " or more" : "");
  }

  private static String line(String name, SourceReport report) {
    return "  "
        + name
        + ": "
        + (report.watermark() == Long.MIN_VALUE
            ? "no row yet"
            : report.watermark() == Long.MAX_VALUE
                ? "at its end"
                : "watermark " + Instant.ofEpochMilli(report.watermark()))
        + (report.idle() ? ", idle: windows do not wait for it" : "")
        + "\n";
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
