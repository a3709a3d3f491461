package dev.flinkjobs.run;

import dev.flinkjobs.ledger.Ledger;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Says how far a job is while it runs: on a terminal in one line that is written over, elsewhere in
 * a line every ten seconds. A short job says nothing.
 */
final class Progress implements AutoCloseable {
  private static final int BAR_WIDTH = 24;
  private static final Duration TERMINAL_INTERVAL = Duration.ofSeconds(1);
  private static final Duration LINE_INTERVAL = Duration.ofSeconds(10);

  private final RunningJob job;
  private final OptionalLong totalBytes;
  private final PrintStream out;
  private final boolean terminal;
  private final long startNanos = System.nanoTime();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::report, "progress");
  private int shown;

  /**
   * @param totalBytes how much there is to read, if that is known
   * @param terminal whether {@code out} is a terminal that may be written over
   */
  Progress(RunningJob job, OptionalLong totalBytes, PrintStream out, boolean terminal) {
    this.job = job;
    this.totalBytes = totalBytes;
    this.out = out;
    this.terminal = terminal;
    thread.setDaemon(true);
    thread.start();
  }

  private void report() {
    Duration interval = terminal ? TERMINAL_INTERVAL : LINE_INTERVAL;
    try {
      while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        job.ledger().ifPresent(this::show);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void show(Ledger ledger) {
    String line =
        line(ledger, totalBytes, Duration.ofNanos(System.nanoTime() - startNanos), terminal);
    if (terminal) {
      out.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
      shown = line.length();
    } else {
      out.println(line);
    }
    out.flush();
  }

  static String line(Ledger ledger, OptionalLong totalBytes, Duration elapsed, boolean bar) {
    double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
    StringBuilder line = new StringBuilder();
    double done =
        totalBytes.isPresent() && totalBytes.getAsLong() > 0
            ? Math.min(1, (double) ledger.bytes() / totalBytes.getAsLong())
            : -1;
    if (done >= 0) {
      if (bar) {
        int filled = (int) (done * BAR_WIDTH);
        line.append("█".repeat(filled)).append("░".repeat(BAR_WIDTH - filled)).append(' ');
      }
      line.append(String.format(Locale.ROOT, "%3.0f%%  ", done * 100));
    }
    line.append(
        String.format(
            Locale.ROOT,
            "%,d rows  %,.1f MB  %,.0f rows/s",
            ledger.read(),
            ledger.bytes() / 1e6,
            ledger.read() / seconds));
    if (done > 0) {
      line.append(String.format(Locale.ROOT, "  %s left", shortly(seconds / done * (1 - done))));
    }
    return line.toString();
  }

  private static String shortly(double seconds) {
    long whole = Math.round(seconds);
    return whole < 60
        ? whole + " s"
        : String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60);
  }

  /** Stops, and clears the line that was written over. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (shown > 0) {
      out.print("\r" + " ".repeat(shown) + "\r");
      out.flush();
    }
  }
}
