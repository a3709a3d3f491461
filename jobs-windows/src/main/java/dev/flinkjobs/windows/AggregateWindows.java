package dev.flinkjobs.windows;

import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.record.GroupKeySerializer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.internal.InternalMapState;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Tumbling and sliding windows. They judge as Flink's own do, but most of what is in a window comes
 * and goes between two checkpoints, and so never needs a state entry or a timer: a window is in
 * memory until the next barrier, and only then in state, by bucket. What of it comes later follows
 * it there, at the latest when it ends, and timers emit it.
 *
 * <p>They also say of each row which of its windows are over: Flink's late output has only rows
 * that are too late for all of theirs, and a sliding window drops one that is late for some in
 * silence.
 */
final class AggregateWindows extends WatermarkKeeper<WindowResult>
    implements OneInputStreamOperator<Partials, WindowResult>, Triggerable<Integer, Long> {
  private static final long serialVersionUID = 1L;

  static final OutputTag<LateMeasurement> LATE =
      new OutputTag<>("late", new LateMeasurementSerializer().type(LateMeasurement.class));

  /** By bucket and end of the window. */
  private static final MapStateDescriptor<GroupKey, Kept> WINDOWS =
      new MapStateDescriptor<>("windows", new GroupKeySerializer(), new KeptSerializer());

  /** Bounds memory, and the work that waits at a barrier. */
  private static final int MAX_IN_MEMORY = 1 << 14;

  /** What a map begins with: many windows have a key or two. */
  private static final int FEW = 4;

  private final Aggregate aggregate;
  private final long size;
  private final long slide;
  private final long allowedLateness;

  /** By end of the window. Not sorted: that costs more at each row than a search at a watermark. */
  @SuppressWarnings("NullAway.Init") // By openState().
  private transient Map<Long, Map<GroupKey, Kept>> inMemory;

  private transient int keptInMemory;

  /** The ends of windows of which there is some in state. */
  @SuppressWarnings("NullAway.Init") // By openState().
  private transient NavigableSet<Long> inState;

  @SuppressWarnings("NullAway.Init") // By openState().
  private transient InternalMapState<Integer, Long, GroupKey, Kept> state;

  @SuppressWarnings("NullAway.Init") // By openState().
  private transient InternalTimerService<Long> timers;

  @SuppressWarnings("NullAway.Init") // By openState().
  private transient Buckets buckets;

  @SuppressWarnings("NullAway.Init") // By openState().
  private transient StreamRecord<WindowResult> result;

  @SuppressWarnings("NullAway.Init") // By initializeState().
  private transient SavedWatermark savedOver;

  /**
   * Windows that end before it were over at the checkpoint that this goes on from, and are gone,
   * however long windows wait now.
   */
  private transient long overBefore;

  /**
   * @param windows not sessions
   * @param allowedLateness how long windows wait for late rows, in milliseconds
   * @param diagnose whether to report which windows are open
   */
  AggregateWindows(Windows windows, Aggregate aggregate, long allowedLateness, boolean diagnose) {
    super(windows, diagnose);
    this.aggregate = aggregate;
    this.size = windows.size().toMillis();
    this.slide = windows.slide().toMillis();
    this.allowedLateness = allowedLateness;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    savedOver = new SavedWatermark(context.getOperatorStateStore(), "over");
    overBefore = savedOver.get();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    if (watermark > Long.MIN_VALUE) {
      savedOver.set(Math.max(overBefore, watermark - allowedLateness));
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  void openState() throws Exception {
    inMemory = new HashMap<>();
    keptInMemory = 0;
    inState = new TreeSet<>();
    result = new StreamRecord<>(null);
    buckets = new Buckets(getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks());
    MapState<GroupKey, Kept> kept = getOrCreateKeyedState(LongSerializer.INSTANCE, WINDOWS);
    state = (InternalMapState<Integer, Long, GroupKey, Kept>) kept;
    timers = getInternalTimerService("ends", LongSerializer.INSTANCE, this);
    timers.forEachEventTimeTimer((end, time) -> inState.add(end));
  }

  @Override
  public void processElement(StreamRecord<Partials> element) throws Exception {
    for (Partial partial : element.getValue().all()) {
      if (open != null) {
        open.add(partial.time(), partial.values().count(), watermark);
      }
      long firstEnd = windows.firstEnd(partial.time());
      if (isEnded(firstEnd)) {
        addLate(partial, firstEnd);
      } else {
        for (long end = firstEnd; end - size <= partial.time(); end += slide) {
          keepInMemory(end, partial.key(), new Kept(partial.values(), 0));
        }
      }
    }
    if (keptInMemory > MAX_IN_MEMORY) {
      moveToState();
    }
  }

  /** A row of which some windows have ended, and are perhaps over. */
  private void addLate(Partial row, long firstEnd) throws Exception {
    Kept kept = new Kept(row.values(), 0);
    List<TimeWindow> missed = new ArrayList<>();
    boolean counted = false;
    for (long end = firstEnd; end - size <= row.time(); end += slide) {
      if (isOver(end)) {
        missed.add(new TimeWindow(end - size, end));
        continue;
      }
      counted = true;
      if (isEnded(end)) {
        revise(end, row.key(), kept);
      } else {
        keepInMemory(end, row.key(), kept);
      }
    }
    if (!missed.isEmpty()) {
      Measurement late = new Measurement(row.key(), row.time(), row.values().value());
      output.collect(
          LATE, new StreamRecord<>(new LateMeasurement(late, missed, !counted), row.time()));
    }
  }

  private void revise(long end, GroupKey key, Kept more) throws Exception {
    boolean isInState = inState.contains(end);
    Kept before;
    if (isInState) {
      at(end, key);
      before = state.get(key);
    } else {
      before = inMemory(end).get(key);
    }
    Kept now = (before == null ? more : before.plus(more, aggregate)).emitted();
    if (isInState) {
      keepInState(end, key, now);
    } else {
      keptInMemory += inMemory(end).put(key, now) == null ? 1 : 0;
    }
    emit(end, key, now);
  }

  private Map<GroupKey, Kept> inMemory(long end) {
    return inMemory.computeIfAbsent(end, opens -> new LinkedHashMap<>(FEW));
  }

  private void keepInMemory(long end, GroupKey key, Kept more) {
    Map<GroupKey, Kept> window = inMemory(end);
    Kept before = window.putIfAbsent(key, more);
    if (before == null) {
      keptInMemory++;
    } else {
      window.put(key, before.plus(more, aggregate));
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    moveToState();
  }

  private void moveToState() throws Exception {
    for (Map.Entry<Long, Map<GroupKey, Kept>> window : inMemory.entrySet()) {
      moveToState(window.getKey(), window.getValue());
    }
    inMemory.clear();
    keptInMemory = 0;
  }

  private void moveToState(long end, Map<GroupKey, Kept> window) throws Exception {
    for (Map.Entry<GroupKey, Kept> kept : window.entrySet()) {
      GroupKey key = kept.getKey();
      at(end, key);
      Kept before = state.get(key);
      keepInState(
          end, key, before == null ? kept.getValue() : before.plus(kept.getValue(), aggregate));
    }
    inState.add(end);
  }

  /** Of the key and the window that {@link #at} says. */
  private void keepInState(long end, GroupKey key, Kept kept) throws Exception {
    state.put(key, kept);
    if (!isEnded(end)) {
      timers.registerEventTimeTimer(end, end - 1);
    }
    if (allowedLateness > 0) {
      timers.registerEventTimeTimer(end, end - 1 + allowedLateness);
    }
  }

  private void at(long end, GroupKey key) {
    setCurrentKey(buckets.number(buckets.indexOf(key)));
    state.setCurrentNamespace(end);
  }

  @Override
  void advance(Watermark mark) throws Exception {
    // From there on timers emit, by which windows come in the order of their ends.
    Long firstInState = inState.higher(watermark + 1);
    List<Long> ending =
        inMemory.keySet().stream()
            .filter(end -> !isEnded(end) && end - 1 <= mark.getTimestamp())
            .sorted()
            .toList();
    for (long end : ending) {
      Map<GroupKey, Kept> window = inMemory(end);
      if (firstInState != null && firstInState <= end) {
        moveToState(end, window);
        inMemory.remove(end);
      } else {
        emit(end, window.entrySet());
      }
    }
    super.advance(mark);
    forgetWhatIsOver();
  }

  @Override
  public void onEventTime(InternalTimer<Integer, Long> timer) throws Exception {
    long end = timer.getNamespace();
    state.setCurrentNamespace(end);
    if (timer.getTimestamp() == end - 1) {
      emit(end, state.entries());
    }
    if (isOver(end)) {
      state.clear();
    } else {
      // The timers of a checkpoint may be those of a shorter wait.
      timers.registerEventTimeTimer(end, end - 1 + allowedLateness);
    }
  }

  private void emit(long end, Iterable<Map.Entry<GroupKey, Kept>> window) {
    for (Map.Entry<GroupKey, Kept> kept : window) {
      Kept emitted = kept.getValue().emitted();
      if (allowedLateness > 0) {
        kept.setValue(emitted);
      }
      emit(end, kept.getKey(), emitted);
    }
  }

  private void emit(long end, GroupKey key, Kept kept) {
    output.collect(
        result.replace(
            new WindowResult(key, end - size, end, kept.values(), kept.revision()), end - 1));
  }

  private void forgetWhatIsOver() {
    inMemory.keySet().removeIf(this::isOver);
    keptInMemory = inMemory.values().stream().mapToInt(Map::size).sum();
    while (!inState.isEmpty() && isOver(inState.first())) {
      inState.pollFirst();
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<Integer, Long> timer) {
    // There are none.
  }

  private boolean isEnded(long end) {
    return end - 1 <= watermark;
  }

  private boolean isOver(long end) {
    return end - 1 + allowedLateness <= watermark || end - 1 <= overBefore;
  }
}
