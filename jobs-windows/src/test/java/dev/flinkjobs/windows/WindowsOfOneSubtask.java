package dev.flinkjobs.windows;

import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.options.DurationConverter;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.time.EventTime;
import dev.localglobal.LateRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * The operators of the topology, driven by a script: rows, each followed by the watermark that the
 * source would send, in seconds since the epoch. All is done with one row before the next comes,
 * unless rows are held back.
 */
final class WindowsOfOneSubtask implements AutoCloseable {
  private static final int MAX_PARALLELISM = 128;
  private static final long MILLIS_PER_ROW = 20;

  private final Windows windowing;
  private final Duration maxDelay;
  private final Duration lateness;
  private final boolean holdsBack;
  private final EventTime time;
  private final TwoOperators operators;
  private final List<WindowResult> results = new ArrayList<>();
  private final List<LateRow<Measurement>> late = new ArrayList<>();
  private long latest = Long.MIN_VALUE;
  private long watermark = Long.MIN_VALUE;
  private long clock;

  WindowsOfOneSubtask(Windows of, Duration maxDelay, Duration lateness) throws Exception {
    this(of, maxDelay, lateness, false);
  }

  /**
   * @param holdsBack whether the clock stands still, so that rows and watermarks wait for more
   */
  WindowsOfOneSubtask(Windows of, Duration maxDelay, Duration lateness, boolean holdsBack)
      throws Exception {
    this(of, maxDelay, lateness, holdsBack, null);
  }

  /** With {@code --trace}. */
  static WindowsOfOneSubtask traced(Windows of, Duration maxDelay, Duration lateness)
      throws Exception {
    return new WindowsOfOneSubtask(of, maxDelay, lateness, false, null, "--trace", "trace.json");
  }

  private WindowsOfOneSubtask(
      Windows of,
      Duration maxDelay,
      Duration lateness,
      boolean holdsBack,
      @Nullable WindowsOfOneSubtask before,
      String... further)
      throws Exception {
    this.windowing = of;
    this.maxDelay = maxDelay;
    this.lateness = lateness;
    this.holdsBack = holdsBack;
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    WindowAveragesOptions options = new WindowAveragesOptions();
    CommandLineParser.parse(
        options,
        Stream.concat(
                Stream.of(
                    "--window", of.toString(),
                    "--aggregate", "sum",
                    "--max-delay", DurationConverter.text(maxDelay),
                    "--allowed-lateness", DurationConverter.text(lateness)),
                Arrays.stream(further))
            .toArray(String[]::new),
        new StringBuilder());
    time = options.eventTime();
    operators =
        new TwoOperators(
            WindowAveragesJob.topology(
                env.fromData(RowBatch.type(Measurement.TYPE), batch(row("a", 0, "0"))),
                options,
                options.trace().isPresent()),
            before);
    drain();
  }

  static Measurement row(String key, double seconds, String value) {
    return new Measurement(GroupKey.of(key), Math.round(seconds * 1000), Decimal.of(value));
  }

  private static RowBatch<Measurement> batch(Measurement row) {
    return new RowBatch<>(List.of(row), List.of(), 1, RowBatch.NO_WATERMARK);
  }

  WindowsOfOneSubtask add(String key, double seconds, String value) throws Exception {
    return add(row(key, seconds, value));
  }

  WindowsOfOneSubtask add(Measurement row) throws Exception {
    operators.first.processElement(new StreamRecord<>(batch(row)));
    latest = Math.max(latest, row.timestamp());
    long next = time.watermark(latest);
    if (next > watermark) {
      watermark = next;
      operators.first.processWatermark(new Watermark(next));
    }
    if (!holdsBack) {
      clock += MILLIS_PER_ROW;
      operators.first.setProcessingTime(clock);
    }
    drain();
    return this;
  }

  /** Nobody waits for this reader, and the others come to a watermark of this many seconds. */
  WindowsOfOneSubtask idleUntil(double seconds) throws Exception {
    operators.first.processWatermarkStatus(WatermarkStatus.IDLE);
    drain();
    operators.second.processWatermark(new Watermark(Math.round(seconds * 1000)));
    operators.first.processWatermarkStatus(WatermarkStatus.ACTIVE);
    drain();
    return this;
  }

  /** As at the barrier of a checkpoint. */
  WindowsOfOneSubtask barrier() throws Exception {
    operators.first.prepareSnapshotPreBarrier(1);
    drain();
    operators.second.prepareSnapshotPreBarrier(1);
    return this;
  }

  WindowsOfOneSubtask end() throws Exception {
    operators.first.processWatermark(Watermark.MAX_WATERMARK);
    drain();
    return this;
  }

  /** What was recorded, once all has ended. */
  @SuppressWarnings("unchecked")
  List<TraceEvent> trace() throws Exception {
    AbstractStreamOperator<?> windows = (AbstractStreamOperator<?>) operators.second.getOperator();
    windows.close();
    return (List<TraceEvent>)
        windows.getRuntimeContext().getAccumulator(RecordTrace.ACCUMULATOR).getLocalValue();
  }

  private void drain() throws Exception {
    operators.drain();
    operators.second.extractOutputValues().forEach(results::add);
    operators.second.getOutput().clear();
    late.addAll(operators.takeLate());
  }

  /** The same from a savepoint, in place of this one; what has come out is with this one. */
  WindowsOfOneSubtask restarted() throws Exception {
    return restarted(lateness);
  }

  /** The same with another allowed lateness. */
  WindowsOfOneSubtask restarted(Duration nextLateness) throws Exception {
    barrier();
    WindowsOfOneSubtask next =
        new WindowsOfOneSubtask(windowing, maxDelay, nextLateness, holdsBack, this);
    close();
    return next;
  }

  /** How many entries the windows' state has at a barrier, timers included. */
  int kept() throws Exception {
    barrier();
    return operators.second.numKeyedStateEntries() + operators.second.numEventTimeTimers();
  }

  List<WindowResult> results() {
    return List.copyOf(results);
  }

  List<LateRow<Measurement>> late() {
    return List.copyOf(late);
  }

  @Override
  public void close() {
    IOUtils.closeAllQuietly(operators.first, operators.second);
  }

  /** The local operator and the global one; between them go bundles. */
  private static final class TwoOperators {
    final OneInputStreamOperatorTestHarness<RowBatch<Measurement>, Object> first;
    final KeyedOneInputStreamOperatorTestHarness<Object, Object, WindowResult> second;

    @SuppressWarnings({"unchecked", "rawtypes"})
    TwoOperators(DataStream<WindowResult> results, @Nullable WindowsOfOneSubtask before)
        throws Exception {
      OneInputTransformation<Object, WindowResult> global =
          (OneInputTransformation) results.getTransformation();
      OneInputTransformation<RowBatch<Measurement>, Object> local =
          (OneInputTransformation) global.getInputs().get(0).getInputs().get(0);
      first = new OneInputStreamOperatorTestHarness<>(local.getOperator(), MAX_PARALLELISM, 1, 0);
      second =
          new KeyedOneInputStreamOperatorTestHarness<>(
              global.getOperatorFactory(),
              (KeySelector) global.getStateKeySelector(),
              (TypeInformation) global.getStateKeyType(),
              MAX_PARALLELISM,
              1,
              0);
      if (before != null) {
        second.initializeState(before.operators.second.snapshot(1, 1));
        first.initializeState(before.operators.first.snapshot(1, 1));
      }
      second.open();
      first.open();
    }

    /** Moves what the first sent to the second. */
    @SuppressWarnings("unchecked")
    void drain() throws Exception {
      for (Object sent : first.getOutput()) {
        if (sent instanceof Watermark mark) {
          second.processWatermark(mark);
        } else if (sent instanceof StreamRecord<?>) {
          second.processElement((StreamRecord<Object>) sent);
        }
      }
      first.getOutput().clear();
    }

    List<LateRow<Measurement>> takeLate() {
      List<LateRow<Measurement>> taken = new ArrayList<>();
      Queue<StreamRecord<LateRow<Measurement>>> side = second.getSideOutput(WindowAveragesJob.LATE);
      while (side != null && !side.isEmpty()) {
        taken.add(side.remove().getValue());
      }
      return taken;
    }
  }
}
