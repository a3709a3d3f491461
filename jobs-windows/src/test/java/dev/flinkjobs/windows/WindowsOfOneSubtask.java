package dev.flinkjobs.windows;

import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.options.DurationConverter;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.EventTime;
import dev.flinkjobs.record.GroupKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * The operators of the topology behind the shuffle, driven by a script: rows, each followed by the
 * watermark that the source would send, in seconds since the epoch.
 */
final class WindowsOfOneSubtask implements AutoCloseable {
  private final Windows windowing;
  private final Duration maxDelay;
  private final Duration lateness;
  private final EventTime time;
  private final boolean sessions;
  private final OneInputStreamOperatorTestHarness<Measurement, Measurement> lateRows;
  private final KeyedOneInputStreamOperatorTestHarness<GroupKey, Measurement, WindowResult> windows;
  private final List<WindowResult> results = new ArrayList<>();
  private final List<LateMeasurement> late = new ArrayList<>();
  private long latest = Long.MIN_VALUE;
  private long watermark = Long.MIN_VALUE;

  WindowsOfOneSubtask(Windows of, Duration maxDelay, Duration lateness) throws Exception {
    this(of, maxDelay, lateness, null);
  }

  private WindowsOfOneSubtask(
      Windows of, Duration maxDelay, Duration lateness, @Nullable WindowsOfOneSubtask before)
      throws Exception {
    this.windowing = of;
    this.maxDelay = maxDelay;
    this.lateness = lateness;
    time = new EventTime(maxDelay, of.step(lateness), Duration.ofSeconds(30));
    sessions = of.areSessions();
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    WindowAveragesOptions options = new WindowAveragesOptions();
    CommandLineParser.parse(
        options,
        new String[] {
          "--window", of.toString(),
          "--aggregate", "sum",
          "--allowed-lateness", DurationConverter.text(lateness)
        },
        new StringBuilder());
    WindowAveragesJob.Results topology =
        WindowAveragesJob.topology(
            env.fromData(TypeInformation.of(Measurement.class), row("a", 0, "0")), options);
    @SuppressWarnings("unchecked")
    OneInputTransformation<Measurement, WindowResult> windowsOfKeys =
        (OneInputTransformation<Measurement, WindowResult>) topology.windows().getTransformation();
    @SuppressWarnings("unchecked")
    OneInputTransformation<Measurement, Measurement> sorting =
        (OneInputTransformation<Measurement, Measurement>)
            windowsOfKeys.getInputs().get(0).getInputs().get(0);
    lateRows = new OneInputStreamOperatorTestHarness<>(sorting.getOperator());
    windows =
        new KeyedOneInputStreamOperatorTestHarness<>(
            windowsOfKeys.getOperatorFactory(),
            Measurement::key,
            TypeInformation.of(GroupKey.class));
    if (before != null) {
      windows.initializeState(before.windows.snapshot(1, 1));
      lateRows.initializeState(before.lateRows.snapshot(1, 1));
    }
    windows.open();
    lateRows.open();
    drain();
  }

  static Measurement row(String key, double seconds, String value) {
    return new Measurement(GroupKey.of(key), Math.round(seconds * 1000), Decimal.of(value));
  }

  WindowsOfOneSubtask add(String key, double seconds, String value) throws Exception {
    return add(row(key, seconds, value));
  }

  WindowsOfOneSubtask add(Measurement row) throws Exception {
    lateRows.processElement(new StreamRecord<>(row, row.timestamp()));
    latest = Math.max(latest, row.timestamp());
    long next = time.watermark(latest);
    if (next > watermark) {
      watermark = next;
      lateRows.processWatermark(new Watermark(next));
    }
    drain();
    return this;
  }

  WindowsOfOneSubtask end() throws Exception {
    lateRows.processWatermark(Watermark.MAX_WATERMARK);
    drain();
    return this;
  }

  /** Moves what the first operator sent to the second. */
  private void drain() throws Exception {
    for (Object sent : lateRows.getOutput()) {
      if (sent instanceof Watermark mark) {
        windows.processWatermark(mark);
      } else {
        @SuppressWarnings("unchecked")
        StreamRecord<Measurement> record = (StreamRecord<Measurement>) sent;
        windows.processElement(record);
      }
    }
    lateRows.getOutput().clear();
    results.addAll(windows.extractOutputValues());
    windows.getOutput().clear();
    if (sessions) {
      var side = windows.getSideOutput(WindowAveragesJob.LATE_FOR_SESSIONS);
      while (side != null && !side.isEmpty()) {
        late.add(LateMeasurement.session(side.remove().getValue()));
      }
    } else {
      var side = lateRows.getSideOutput(LateRows.LATE);
      while (side != null && !side.isEmpty()) {
        late.add(side.remove().getValue());
      }
    }
  }

  /** The same from a savepoint, in place of this one; what has come out is with this one. */
  WindowsOfOneSubtask restarted() throws Exception {
    WindowsOfOneSubtask next = new WindowsOfOneSubtask(windowing, maxDelay, lateness, this);
    close();
    return next;
  }

  /** How many entries the windows' state has, timers included. */
  int kept() {
    return windows.numKeyedStateEntries() + windows.numEventTimeTimers();
  }

  List<WindowResult> results() {
    return List.copyOf(results);
  }

  List<LateMeasurement> late() {
    return List.copyOf(late);
  }

  @Override
  public void close() {
    IOUtils.closeAllQuietly(lateRows, windows);
  }
}
