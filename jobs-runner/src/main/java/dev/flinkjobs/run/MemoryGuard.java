package dev.flinkjobs.run;

import dev.flinkjobs.options.Secrets;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.flink.util.ExceptionUtils;

/**
 * Notices that the heap is full, also before the JVM says so: most collectors go on collecting for
 * hours with almost nothing to free, and a job that lost one thread to an OutOfMemoryError may
 * hang.
 */
public final class MemoryGuard {
  private static final long INTERVAL_MILLIS = 500;

  /** As long as a collection of a healthy but large heap may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private static final double FULL = 0.85;
  private static final double MOSTLY = 0.9;

  private static final AtomicBoolean ALARMED = new AtomicBoolean();

  private long hopelessNanos;

  MemoryGuard() {}

  /**
   * Watches this process from now on, in a thread that keeps no process alive.
   *
   * @param exhausted told once, with a message for the user
   */
  public static void start(Consumer<String> exhausted) {
    // Made while there is memory to make it of.
    String message = Failure.outOfMemory();
    Runnable alarm =
        () -> {
          if (ALARMED.compareAndSet(false, true)) {
            exhausted.accept(message);
          }
        };
    Thread thread = new Thread(() -> watch(alarm), "memory guard");
    thread.setDaemon(true);
    thread.start();
    Thread.setDefaultUncaughtExceptionHandler((dying, cause) -> mourn(dying, cause, alarm));
  }

  /** Whether this process ends for want of memory. */
  static boolean hasAlarmed() {
    return ALARMED.get();
  }

  /** Stands in for the JVM's own handler, whose output on other causes is kept. */
  private static void mourn(Thread dying, Throwable cause, Runnable alarm) {
    if (Failure.isOutOfMemory(cause)) {
      alarm.run();
    } else {
      System.err.print("Exception in thread \"" + dying.getName() + "\" ");
      System.err.print(Secrets.masked(ExceptionUtils.stringifyException(cause)));
    }
  }

  /** Allocates nothing. */
  private static void watch(Runnable alarm) {
    Runtime runtime = Runtime.getRuntime();
    GarbageCollectorMXBean[] collectors =
        ManagementFactory.getGarbageCollectorMXBeans().toArray(GarbageCollectorMXBean[]::new);
    MemoryGuard guard = new MemoryGuard();
    long wall = System.nanoTime();
    long collecting = collectionMillis(collectors);
    try {
      do {
        Thread.sleep(INTERVAL_MILLIS);
        long wallBefore = wall;
        long collectingBefore = collecting;
        wall = System.nanoTime();
        collecting = collectionMillis(collectors);
        guard.observe(
            wall - wallBefore,
            (collecting - collectingBefore) * 1_000_000,
            runtime.totalMemory() - runtime.freeMemory(),
            runtime.maxMemory());
      } while (!guard.isExhausted());
      alarm.run();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static long collectionMillis(GarbageCollectorMXBean[] collectors) {
    long millis = 0;
    for (GarbageCollectorMXBean collector : collectors) {
      millis += collector.getCollectionTime();
    }
    return millis;
  }

  /** What happened since the last observation: of {@code nanos}, how many went into collecting. */
  void observe(long nanos, long collectingNanos, long usedBytes, long maxBytes) {
    boolean hopeless = collectingNanos > MOSTLY * nanos && usedBytes > FULL * maxBytes;
    hopelessNanos = hopeless ? hopelessNanos + nanos : 0;
  }

  boolean isExhausted() {
    return hopelessNanos > PATIENCE.toNanos();
  }
}
