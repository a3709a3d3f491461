package dev.localglobal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.operators.AbstractUdfStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Merges accumulators by key and window, and judges rows that may be late: as Flink's window
 * operator, but the watermark is in checkpoints. Without it a restored job would open windows again
 * that were emitted long ago, and emit them once more with nothing but late rows in them.
 */
abstract class GlobalWindows<K, T, A, R, OUT>
    extends AbstractUdfStreamOperator<OUT, ProcessWindowFunction<R, OUT, K, TimeWindow>>
    implements OneInputStreamOperator<Entries<K, A, T>, OUT>,
        Triggerable<KeyOrGroup<K>, TimeWindow> {
  private static final long serialVersionUID = 1L;

  private static final Comparator<TimeWindow> BY_TIME =
      Comparator.comparingLong(TimeWindow::getStart).thenComparingLong(TimeWindow::getEnd);

  final AggregateFunction<T, A, R> aggregate;
  final WindowPlan<T, A, R> plan;

  transient InternalTimerService<TimeWindow> timers;
  transient long watermark;

  /** Null if nobody listens. */
  transient WindowListener<K, T> listener;

  /** By key group. */
  transient KeyOrGroup<K>[] groups;

  private transient int subtask;
  private transient int subtasks;
  private transient ValueState<Long> savedWatermark;
  private transient ValueState<Long> savedExpired;

  /**
   * Windows up to this timestamp had expired at the checkpoint that the job goes on from, and their
   * state is gone, also if the allowed lateness is longer now.
   */
  private transient long expired;

  private transient WindowContext<K, R, OUT> context;
  private transient StreamRecord<OUT> record;
  private transient Collector<OUT> collector;
  private transient Counter numLateRecordsDropped;

  GlobalWindows(ProcessWindowFunction<R, OUT, K, TimeWindow> function, WindowPlan<T, A, R> plan) {
    super(function);
    this.aggregate = plan.aggregate();
    this.plan = plan;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void open() throws Exception {
    super.open();
    listener = userFunction instanceof WindowListener ? (WindowListener<K, T>) userFunction : null;
    TaskInfo task = userFunction.getRuntimeContext().getTaskInfo();
    groups = KeyOrGroup.groups(task.getMaxNumberOfParallelSubtasks());
    subtask = task.getIndexOfThisSubtask();
    subtasks = task.getNumberOfParallelSubtasks();
    timers = getInternalTimerService("windows", new TimeWindow.Serializer(), this);
    context = new WindowContext<>(userFunction, this);
    record = new StreamRecord<>(null);
    collector =
        new Collector<>() {
          @Override
          public void collect(OUT out) {
            output.collect(record.replace(out, context.window.maxTimestamp()));
          }

          @Override
          public void close() {}
        };
    numLateRecordsDropped = getMetricGroup().counter("numLateRecordsDropped");
    openState();
    savedWatermark = longOfGroup("local-global-watermark");
    savedExpired = longOfGroup("local-global-expired");
    watermark = restored(savedWatermark);
    expired = restored(savedExpired);
    if (watermark > Long.MIN_VALUE) {
      super.processWatermark(new Watermark(watermark));
    }
  }

  abstract void openState() throws Exception;

  private ValueState<Long> longOfGroup(String name) throws Exception {
    ValueState<Long> state = getPartitionedState(new ValueStateDescriptor<>(name, Types.LONG));
    Backends.check(state);
    return state;
  }

  /**
   * What was saved by key group. It may differ between subtasks if checkpoints are unaligned; the
   * least is safe, since rows that were on time must not be late.
   */
  private long restored(ValueState<Long> saved) throws Exception {
    long least = Long.MAX_VALUE;
    for (KeyOrGroup<K> group : ownGroups()) {
      setCurrentKey(group);
      Long value = saved.value();
      least = Math.min(least, value == null ? Long.MIN_VALUE : value);
    }
    return least;
  }

  private List<KeyOrGroup<K>> ownGroups() {
    List<KeyOrGroup<K>> own = new ArrayList<>();
    for (int i = 0; i < groups.length; i++) {
      if (KeyGroupRangeAssignment.computeOperatorIndexForKeyGroup(groups.length, subtasks, i)
          == subtask) {
        own.add(groups[i]);
      }
    }
    return own;
  }

  @Override
  public void snapshotState(StateSnapshotContext snapshot) throws Exception {
    super.snapshotState(snapshot);
    long nowExpired = watermark - plan.allowedLateness();
    if (nowExpired <= watermark) { // Else it is before all time.
      expired = Math.max(expired, nowExpired);
    }
    for (KeyOrGroup<K> group : ownGroups()) {
      setCurrentKey(group);
      savedWatermark.update(watermark);
      savedExpired.update(expired);
    }
  }

  /** Keys are set one by one. */
  @Override
  public void setKeyContextElement(StreamRecord<Entries<K, A, T>> element) {}

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() > watermark) {
      if (listener != null) {
        listener.advanced(mark.getTimestamp());
      }
      advance(mark);
    }
  }

  /** Takes a watermark that is later than the one before. */
  void advance(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    super.processWatermark(mark);
  }

  @Override
  public void onProcessingTime(InternalTimer<KeyOrGroup<K>, TimeWindow> timer) {
    throw new IllegalStateException("there are no timers of the clock");
  }

  /** Of a key, in the state's current key if there is a window function. */
  final void emit(K key, TimeWindow window, WindowAccumulator<A> current) throws Exception {
    R result = aggregate.getResult(current.accumulator);
    if (result != null) {
      context.window = window;
      context.revision = current.emitted++;
      userFunction.process(key, context, Collections.singletonList(result), collector);
    }
  }

  /** Whether results go to a function of the program's, which may have state. */
  final boolean hasFunction() {
    return !(userFunction instanceof PassOn);
  }

  /** Whether the function is to hear of it when a window of a key has expired. */
  final boolean hasClear() {
    return overridesClear(userFunction.getClass());
  }

  private static boolean overridesClear(Class<?> function) {
    try {
      return function.getMethod("clear", ProcessWindowFunction.Context.class).getDeclaringClass()
          != ProcessWindowFunction.class;
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  final void clearFunction(TimeWindow window) throws Exception {
    context.window = window;
    userFunction.clear(context);
  }

  /** What a row adds to its key and window. */
  final A added(A before, Entry<K, A, T> entry) {
    A accumulator = before == null ? aggregate.createAccumulator() : before;
    return aggregate.add(entry.row, accumulator);
  }

  final boolean isComplete(TimeWindow window) {
    return window.maxTimestamp() <= watermark;
  }

  final boolean isExpired(TimeWindow window) {
    return cleanupTime(window) <= watermark || window.maxTimestamp() <= expired;
  }

  final long cleanupTime(TimeWindow window) {
    long time = window.maxTimestamp() + plan.allowedLateness();
    return time >= window.maxTimestamp() ? time : Long.MAX_VALUE;
  }

  /** Reports a row that these windows miss. */
  final void late(Entry<K, A, T> entry, List<TimeWindow> missed, boolean isCounted)
      throws Exception {
    OutputTag<LateRow<T>> lateRowTag = plan.lateRowTag();
    long timestamp = entry.start;
    if (!missed.isEmpty()) {
      missed.sort(BY_TIME);
      LateRow<T> late = new LateRow<>(entry.row, timestamp, missed, isCounted);
      if (listener != null) {
        listener.late(entry.key, late);
      }
      if (lateRowTag != null) {
        output.collect(lateRowTag, new StreamRecord<>(late, timestamp));
      }
    }
    boolean isLate = timestamp + plan.allowedLateness() <= watermark || timestamp <= expired;
    if (!isCounted && isLate) {
      if (plan.lateTag() != null) {
        output.collect(plan.lateTag(), new StreamRecord<>(entry.row, timestamp));
      } else if (lateRowTag == null || missed.isEmpty()) {
        numLateRecordsDropped.inc();
      }
    }
  }

  final long currentProcessingTime() {
    return timers.currentProcessingTime();
  }

  final long currentWatermark() {
    return watermark;
  }

  /** Fails if windows have no state of their own. */
  void checkWindowState() {}

  final <X> void output(OutputTag<X> tag, StreamRecord<X> value) {
    output.collect(tag, value);
  }
}
