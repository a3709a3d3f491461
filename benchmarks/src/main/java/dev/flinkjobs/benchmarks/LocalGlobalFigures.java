package dev.flinkjobs.benchmarks;

import dev.localglobal.LocalGlobal;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.functions.ReduceFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;

/**
 * What the local operator of {@code flink-local-global} costs beside Flink's own {@code keyBy}:
 * bytes that it holds, the duration of checkpoints, the time from a row to its result. Both jobs
 * take the same rows at the same rate, in turn, in one JVM.
 */
public final class LocalGlobalFigures {
  private static final int ROWS_PER_SECOND = 50_000;
  private static final int SECONDS = 6;
  private static final int KEYS = 10_000;

  /** As many as a local operator holds, less the one that would make it send them. */
  private static final int HELD = 8191;

  private static final ConcurrentLinkedQueue<Long> CHECKPOINTS = new ConcurrentLinkedQueue<>();
  private static final ConcurrentLinkedQueue<Long> LATENCIES = new ConcurrentLinkedQueue<>();

  private LocalGlobalFigures() {}

  /** A row, or the sum of some, and when the last of them was made. */
  public record Measurement(String key, long nanos, long value) {}

  /**
   * Runs both jobs.
   *
   * @param args how many rounds
   */
  public static void main(String[] args) throws Exception {
    for (int keys : new int[] {8, HELD}) {
      System.out.printf("held: %,d bytes for %d rows of %d keys%n", held(keys), HELD, keys);
    }
    measure(false);
    for (int round = 1; round <= Integer.parseInt(args[0]); round++) {
      System.out.printf("round %d, Flink:        %s%n", round, measure(false));
      System.out.printf("round %d, local-global: %s%n", round, measure(true));
    }
  }

  private static StreamExecutionEnvironment environment() {
    return StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(1);
  }

  /** How much the heap grows while a local operator takes rows and cannot send them. */
  private static long held(int keys) throws Exception {
    StreamExecutionEnvironment env = environment();
    // The last of three: by then all classes are loaded.
    LocalGlobal.of(env.fromSequence(1, 3), number -> new HeldRows(keys))
        .withTimestampAssigner((row, before) -> 0)
        .keyBy(Measurement::key)
        .window(TumblingEventTimeWindows.of(Duration.ofSeconds(1)))
        .aggregate(new Sum())
        .sinkTo(new DiscardingSink<>());
    env.execute();
    return HeldRows.bytes;
  }

  /** Rows of one element, between which the local operator cannot send any. */
  private static final class HeldRows extends AbstractList<Measurement> {
    private static long bytes;

    private final int keys;

    HeldRows(int keys) {
      this.keys = keys;
    }

    @Override
    public int size() {
      return HELD + 1;
    }

    @Override
    public Measurement get(int index) {
      if (index == 0) {
        bytes = heap();
      } else if (index == HELD) {
        bytes = heap() - bytes;
      }
      return new Measurement("key-" + index % keys, index, 1);
    }

    private static long heap() {
      System.gc();
      System.gc();
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
  }

  /** A mutable accumulator. */
  public static final class Total {
    public long sum;
    public long count;
  }

  private static final class Sum implements AggregateFunction<Measurement, Total, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Total createAccumulator() {
      return new Total();
    }

    @Override
    public Total add(Measurement row, Total total) {
      total.sum += row.value();
      total.count++;
      return total;
    }

    @Override
    public Total merge(Total a, Total b) {
      a.sum += b.sum;
      a.count += b.count;
      return a;
    }

    @Override
    public Long getResult(Total total) {
      return total.sum;
    }
  }

  private static ReduceFunction<Measurement> adding() {
    return (a, b) -> new Measurement(a.key(), b.nanos(), a.value() + b.value());
  }

  private static String measure(boolean isLocalGlobal) throws Exception {
    CHECKPOINTS.clear();
    LATENCIES.clear();
    StreamExecutionEnvironment env = environment();
    env.enableCheckpointing(50);
    DataStream<Measurement> rows =
        env.fromSequence(1, (long) SECONDS * ROWS_PER_SECOND).map(new Rows());
    DataStream<Measurement> sums =
        isLocalGlobal
            ? LocalGlobal.of(rows).keyBy(Measurement::key).reduce(adding())
            : rows.keyBy(Measurement::key).reduce(adding());
    sums.map(
            sum -> {
              LATENCIES.add((System.nanoTime() - sum.nanos()) / 1000);
              return sum;
            })
        .returns(Measurement.class)
        .sinkTo(new DiscardingSink<>());
    env.execute();
    return "checkpoints ms " + percentiles(CHECKPOINTS) + ", latency us " + percentiles(LATENCIES);
  }

  private static String percentiles(ConcurrentLinkedQueue<Long> values) {
    long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
    return String.format(
        "p50 %d, p99 %d (%d)",
        sorted[sorted.length / 2], sorted[sorted.length * 99 / 100], sorted.length);
  }

  /** Makes rows at the rate, and notes how long checkpoints take from their trigger to the end. */
  private static final class Rows
      implements MapFunction<Long, Measurement>, CheckpointedFunction, CheckpointListener {
    private static final long serialVersionUID = 1L;

    private transient Map<Long, Long> triggered;
    private transient long start;

    @Override
    public Measurement map(Long number) {
      if (number % 100 == 0) {
        start = start == 0 ? System.nanoTime() : start;
        long due = start + number * TimeUnit.SECONDS.toNanos(1) / ROWS_PER_SECOND;
        LockSupport.parkNanos(due - System.nanoTime());
      }
      return new Measurement("key-" + number % KEYS, System.nanoTime(), 1);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
      triggered = new ConcurrentHashMap<>();
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
      triggered.put(context.getCheckpointId(), context.getCheckpointTimestamp());
    }

    @Override
    public void notifyCheckpointComplete(long id) {
      Long at = triggered.remove(id);
      if (at != null) {
        CHECKPOINTS.add(System.currentTimeMillis() - at);
      }
    }
  }
}
