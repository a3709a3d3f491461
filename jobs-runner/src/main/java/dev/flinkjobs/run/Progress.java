package dev.flinkjobs.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Says how far work is while it goes on: on a terminal in one line that is written over, elsewhere
 * in a line every ten seconds. Short work says nothing.
 */
public final class Progress implements AutoCloseable {
  private static final int BAR_WIDTH = 24;
  private static final Duration TERMINAL_INTERVAL = Duration.ofSeconds(1);
  private static final Duration LINE_INTERVAL = Duration.ofSeconds(10);

  private final Supplier<Optional<Done>> done;
  private final PrintStream out;
  private final boolean terminal;
  private final long startNanos = System.nanoTime();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::report, "progress");
  private int shown;

  /**
   * What is done so far.
   *
   * @param share of the whole, from 0 to 1; empty where the whole is not known
   */
  public record Done(long rows, long bytes, OptionalDouble share) {}

  /**
   * Shows progress until closed.
   *
   * @param done asked from another thread; empty while nothing can be said
   * @param terminal whether {@code out} is a terminal that may be written over
   */
  public Progress(Supplier<Optional<Done>> done, PrintStream out, boolean terminal) {
    this.done = done;
    this.out = out;
    this.terminal = terminal;
    thread.setDaemon(true);
    thread.start();
  }

  private void report() {
    Duration interval = terminal ? TERMINAL_INTERVAL : LINE_INTERVAL;
    try {
      while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        done.get().ifPresent(this::show);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void show(Done now) {
    String line = line(now, Duration.ofNanos(System.nanoTime() - startNanos), terminal);
    if (terminal) {
      out.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
      shown = line.length();
    } else {
      out.println(line);
    }
    out.flush();
  }

  static String line(Done now, Duration elapsed, boolean bar) {
    double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
    StringBuilder line = new StringBuilder();
    double share = Math.min(1, now.share().orElse(0));
    if (now.share().isPresent()) {
      if (bar) {
        int filled = (int) (share * BAR_WIDTH);
        line.append("█".repeat(filled)).append("░".repeat(BAR_WIDTH - filled)).append(' ');
      }
      line.append(String.format(Locale.ROOT, "%3.0f%%  ", share * 100));
    }
    line.append(
        String.format(
            Locale.ROOT,
            "%,d rows  %,.1f MB  %,.0f rows/s",
            now.rows(),
            now.bytes() / 1e6,
            now.rows() / seconds));
    if (share > 0) {
      line.append(String.format(Locale.ROOT, "  %s left", shortly(seconds / share * (1 - share))));
    }
    return line.toString();
  }

  private static String shortly(double seconds) {
    long whole = Math.round(seconds);
    return whole < 60
        ? whole + " s"
        : String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60);
  }

  /** Stops, and clears the line that was written over. Does nothing a second time. */
  @Override
  public synchronized void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (shown > 0) {
      out.print("\r" + " ".repeat(shown) + "\r");
      out.flush();
      shown = 0;
    }
  }
}
