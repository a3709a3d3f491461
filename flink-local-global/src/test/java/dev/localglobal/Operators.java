package dev.localglobal;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.transformations.PartitionTransformation;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.io.PushingAsyncDataInput.DataOutput;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.StatusWatermarkValve;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.IOUtils;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.OutputTag;

/**
 * The operators of a program without a cluster: those of {@code LocalGlobal}, or Flink's own, so
 * that both can be driven by the same script. Sources are channels: rows and watermarks come from
 * one of them.
 */
final class Operators<R> implements AutoCloseable {
  private static final int KEY_GROUPS = 128;

  /** How a program runs. */
  record Setup(int sources, int parallelism, StateBackend backend, boolean objectReuse) {
    static final Setup ONE = new Setup(1, 1, new HashMapStateBackend(), false);

    Setup with(int moreSources, int moreParallelism) {
      return new Setup(moreSources, moreParallelism, backend, objectReuse);
    }

    Setup with(StateBackend other) {
      return new Setup(sources, parallelism, other, objectReuse);
    }

    Setup with(boolean reuse) {
      return new Setup(sources, parallelism, backend, reuse);
    }
  }

  /** What a savepoint has. */
  record Savepoint(OperatorSubtaskState local, OperatorSubtaskState global, Setup setup) {}

  private final Setup setup;
  private final List<OneInputStreamOperatorTestHarness<Object, Object>> locals = new ArrayList<>();
  private final List<KeyedOneInputStreamOperatorTestHarness<Object, Object, R>> globals =
      new ArrayList<>();
  private final List<StatusWatermarkValve> valves = new ArrayList<>();
  private final KeySelector<Object, ?> key;
  private final TypeSerializer<Object> bundles;
  private final boolean isChained;
  private long clock;

  /** How many entries bundles had. */
  int crossed;

  Operators(DataStream<R> result, Setup setup) throws Exception {
    this(result, setup, null);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  Operators(DataStream<R> result, Setup setup, Savepoint savepoint) throws Exception {
    this.setup = setup;
    OneInputTransformation<Object, R> global = (OneInputTransformation) result.getTransformation();
    key = (KeySelector<Object, ?>) global.getStateKeySelector();
    var exchange = (PartitionTransformation<?>) global.getInputs().get(0);
    isChained = exchange.getPartitioner() instanceof ForwardPartitioner;
    var input = exchange.getInputs().get(0);
    boolean isLocalGlobal =
        input instanceof OneInputTransformation<?, ?> local
            && ((SimpleOperatorFactory<?>) local.getOperatorFactory()).getOperator()
                instanceof LocalOperator;
    TypeInformation<Object> bundleType = global.getInputType();
    bundles = bundleType.createSerializer(result.getExecutionConfig().getSerializerConfig());
    for (int i = 0; i < setup.parallelism; i++) {
      var harness =
          new KeyedOneInputStreamOperatorTestHarness<Object, Object, R>(
              clone(global),
              (KeySelector) key,
              (TypeInformation) global.getStateKeyType(),
              KEY_GROUPS,
              setup.parallelism,
              i);
      open(harness, savepoint == null ? null : savepoint.global, savepoint, i, true);
      globals.add(harness);
      valves.add(new StatusWatermarkValve(setup.sources));
    }
    if (isLocalGlobal) {
      OneInputTransformation<Object, Object> local = (OneInputTransformation) input;
      for (int i = 0; i < setup.sources; i++) {
        var harness =
            new OneInputStreamOperatorTestHarness<Object, Object>(
                clone(local), KEY_GROUPS, setup.sources, i);
        int channel = i;
        harness.setOutputCreator(unused -> new Exchange(channel));
        open(harness, savepoint == null ? null : savepoint.local, savepoint, i, false);
        locals.add(harness);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <IN, OUT> OneInputStreamOperator<IN, OUT> clone(
      OneInputTransformation<IN, OUT> transformation) throws Exception {
    SimpleOperatorFactory<OUT> factory =
        (SimpleOperatorFactory<OUT>) transformation.getOperatorFactory();
    return InstantiationUtil.clone((OneInputStreamOperator<IN, OUT>) factory.getOperator());
  }

  private void open(
      OneInputStreamOperatorTestHarness<?, ?> harness,
      OperatorSubtaskState state,
      Savepoint savepoint,
      int subtask,
      boolean isKeyed)
      throws Exception {
    harness.setStateBackend(setup.backend);
    harness.getExecutionConfig().setUseSnapshotCompression(false);
    if (setup.objectReuse) {
      harness.getExecutionConfig().enableObjectReuse();
    }
    harness.setup();
    if (state != null) {
      int before = isKeyed ? savepoint.setup.parallelism : savepoint.setup.sources;
      int now = isKeyed ? setup.parallelism : setup.sources;
      harness.initializeState(
          OneInputStreamOperatorTestHarness.repartitionOperatorState(
              state, KEY_GROUPS, before, now, subtask));
    }
    harness.open();
  }

  Operators<R> row(int source, Object row, long timestamp) throws Exception {
    StreamRecord<Object> record = new StreamRecord<>(row, timestamp);
    return element(source, record);
  }

  Operators<R> element(int source, StreamRecord<Object> record) throws Exception {
    if (locals.isEmpty()) {
      route(record);
    } else {
      locals.get(source).processElement(record);
    }
    return this;
  }

  Operators<R> watermark(int source, long timestamp) throws Exception {
    if (locals.isEmpty()) {
      broadcast(source, new Watermark(timestamp));
    } else {
      locals.get(source).processWatermark(new Watermark(timestamp));
    }
    return this;
  }

  Operators<R> status(int source, WatermarkStatus status) throws Exception {
    if (locals.isEmpty()) {
      broadcast(source, status);
    } else {
      locals.get(source).processWatermarkStatus(status);
    }
    return this;
  }

  /** The clock goes on, by more than rows are ever held. */
  Operators<R> wait(int millis) throws Exception {
    clock += millis;
    for (var harness : locals) {
      harness.setProcessingTime(clock);
    }
    for (var harness : globals) {
      harness.setProcessingTime(clock);
    }
    return this;
  }

  /** What the barrier of a checkpoint brings about. */
  Operators<R> barrier() throws Exception {
    for (var harness : locals) {
      harness.prepareSnapshotPreBarrier(1);
    }
    for (var harness : globals) {
      harness.prepareSnapshotPreBarrier(1);
    }
    return this;
  }

  Savepoint savepoint() throws Exception {
    barrier();
    List<OperatorSubtaskState> local = new ArrayList<>();
    for (var harness : locals) {
      local.add(harness.snapshot(1, 1));
    }
    List<OperatorSubtaskState> global = new ArrayList<>();
    for (var harness : globals) {
      global.add(harness.snapshot(1, 1));
    }
    return new Savepoint(
        OneInputStreamOperatorTestHarness.repackageState(
            local.toArray(new OperatorSubtaskState[0])),
        OneInputStreamOperatorTestHarness.repackageState(
            global.toArray(new OperatorSubtaskState[0])),
        setup);
  }

  /** The end of the input of one source, as a drained job has it even where its source is idle. */
  Operators<R> finish(int source) throws Exception {
    locals.get(source).getOperator().finish();
    return this;
  }

  private void route(StreamRecord<Object> record) throws Exception {
    int subtask =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            key.getKey(record.getValue()), KEY_GROUPS, setup.parallelism);
    globals.get(subtask).processElement(record);
  }

  private void broadcast(int channel, Watermark mark) throws Exception {
    for (int i = 0; i < globals.size(); i++) {
      valves.get(i).inputWatermark(mark, channel, new Input(i));
    }
  }

  private void broadcast(int channel, WatermarkStatus status) throws Exception {
    for (int i = 0; i < globals.size(); i++) {
      valves.get(i).inputWatermarkStatus(status, channel, new Input(i));
    }
  }

  /** All results since the last call. */
  List<R> takeResults() {
    return takeRecords().stream().map(StreamRecord::getValue).toList();
  }

  @SuppressWarnings("unchecked")
  List<StreamRecord<R>> takeRecords() {
    List<StreamRecord<R>> taken = new ArrayList<>();
    for (var harness : globals) {
      Object next;
      while ((next = harness.getOutput().poll()) != null) {
        if (next instanceof StreamRecord<?> record) {
          taken.add((StreamRecord<R>) record);
        }
      }
    }
    return taken;
  }

  <X> List<X> takeSide(OutputTag<X> tag) {
    List<X> taken = new ArrayList<>();
    for (var harness : globals) {
      Queue<StreamRecord<X>> side = harness.getSideOutput(tag);
      while (side != null && !side.isEmpty()) {
        taken.add(side.remove().getValue());
      }
    }
    return taken;
  }

  /** State entries and timers that there are behind the shuffle. */
  int kept() {
    return globals.stream()
        .mapToInt(harness -> harness.numKeyedStateEntries() + harness.numEventTimeTimers())
        .sum();
  }

  @Override
  public void close() {
    IOUtils.closeAllQuietly(locals);
    IOUtils.closeAllQuietly(globals);
  }

  /** From a local operator to the global ones: at once, as bytes or as in Flink's chains. */
  private final class Exchange implements Output<StreamRecord<Object>> {
    private final int channel;
    private final DataOutputSerializer bytes = new DataOutputSerializer(64);
    private final DataInputDeserializer read = new DataInputDeserializer();

    Exchange(int channel) {
      this.channel = channel;
    }

    @Override
    public void collect(StreamRecord<Object> record) {
      if (record.getValue() instanceof Entries<?, ?, ?> entries) {
        crossed += entries.list.size();
      }
      unchecked(
          () -> {
            if (isChained) {
              Object bundle = record.getValue();
              route(new StreamRecord<>(setup.objectReuse ? bundle : bundles.copy(bundle)));
              return;
            }
            bytes.clear();
            bundles.serialize(record.getValue(), bytes);
            read.setBuffer(bytes.getCopyOfBuffer());
            route(new StreamRecord<>(bundles.deserialize(read)));
          });
    }

    @Override
    public void emitWatermark(Watermark mark) {
      unchecked(() -> broadcast(channel, mark));
    }

    @Override
    public void emitWatermarkStatus(WatermarkStatus status) {
      unchecked(() -> broadcast(channel, status));
    }

    @Override
    public <X> void collect(OutputTag<X> tag, StreamRecord<X> record) {
      throw new AssertionError("a local operator has no side output");
    }

    @Override
    public void emitLatencyMarker(LatencyMarker marker) {}

    @Override
    public void emitRecordAttributes(RecordAttributes attributes) {}

    @Override
    public void emitWatermark(WatermarkEvent event) {}

    @Override
    public void close() {}
  }

  /** What a valve lets through to a global operator. */
  private final class Input implements DataOutput<Object> {
    private final int subtask;

    Input(int subtask) {
      this.subtask = subtask;
    }

    @Override
    public void emitRecord(StreamRecord<Object> record) {
      throw new AssertionError("rows do not pass the valve");
    }

    @Override
    public void emitWatermark(Watermark mark) throws Exception {
      globals.get(subtask).processWatermark(mark);
    }

    @Override
    public void emitWatermarkStatus(WatermarkStatus status) throws Exception {
      globals.get(subtask).processWatermarkStatus(status);
    }

    @Override
    public void emitLatencyMarker(LatencyMarker marker) {}

    @Override
    public void emitRecordAttributes(RecordAttributes attributes) {}

    @Override
    public void emitWatermark(WatermarkEvent event) {}
  }

  /** What may fail. */
  private interface Action {
    void run() throws Exception;
  }

  private static void unchecked(Action action) {
    try {
      action.run();
    } catch (RuntimeException failed) {
      throw failed;
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }
}
