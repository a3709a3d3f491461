package dev.localglobal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Windows whose borders follow from time alone. Most of what is in a window comes and goes between
 * two checkpoints and so needs neither a state entry nor a timer: a window is in memory until the
 * next barrier, and only then in state, as a map for each key group. What comes to it later follows
 * it there, at the latest when it is complete, and a timer for each key group emits it.
 */
final class GlobalSlices<K, T, A, R, OUT> extends GlobalWindows<K, T, A, R, OUT> {
  private static final long serialVersionUID = 1L;

  /** Bounds memory, and the work that waits at a barrier: a key of a window is one. */
  private static final int MAX_IN_MEMORY = 1 << 14;

  /** What a map begins with: many windows have a key or two. */
  private static final int FEW = 4;

  private static final TypeSerializer<TimeWindow> WINDOWS = new TimeWindow.Serializer();

  private static final Comparator<TimeWindow> BY_END = GlobalSlices::compareByEnd;

  private final Slicing slicing;
  private final TypeSerializer<K> keys;
  private final TypeSerializer<A> accumulators;

  /** Not sorted: that costs more at each row than a search at a watermark. */
  private transient Map<TimeWindow, Map<K, WindowAccumulator<A>>> inMemory;

  private transient int sizeInMemory;

  /** No window in memory is complete, or expires, before the watermark comes to this. */
  private transient long nextInMemory;

  /** Windows of which there is some in state. */
  private transient TreeSet<TimeWindow> inState;

  /** By key group. */
  private transient MapStateDescriptor<K, WindowAccumulator<A>> descriptor;

  private transient boolean hasFunction;
  private transient boolean hasClear;

  // What was found last: entries often have the same windows.
  private transient long lastSlice;
  private transient TimeWindow[] lastWindows;
  private transient TimeWindow lastWindow;
  private transient Map<K, WindowAccumulator<A>> lastInMemory;

  GlobalSlices(
      ProcessWindowFunction<R, OUT, K, TimeWindow> function,
      WindowPlan<T, A, R> plan,
      Slicing slicing,
      TypeSerializer<K> keys,
      TypeSerializer<A> accumulators) {
    super(function, plan);
    this.slicing = slicing;
    this.keys = keys;
    this.accumulators = accumulators;
  }

  private static int compareByEnd(TimeWindow a, TimeWindow b) {
    return a.getEnd() != b.getEnd()
        ? Long.compare(a.getEnd(), b.getEnd())
        : Long.compare(a.getStart(), b.getStart());
  }

  @Override
  void openState() throws Exception {
    inMemory = new HashMap<>();
    nextInMemory = Long.MAX_VALUE;
    inState = new TreeSet<>(BY_END);
    descriptor =
        new MapStateDescriptor<>(
            "local-global-windows", keys, new WindowAccumulator.Serializer<A>(accumulators));
    hasFunction = hasFunction();
    hasClear = hasClear();
    timers.forEachEventTimeTimer((window, time) -> inState.add(window));
  }

  @Override
  public void processElement(StreamRecord<Entries<K, A, T>> element) throws Exception {
    for (Entry<K, A, T> entry : element.getValue().list) {
      if (entry.kind == Entry.ROW) {
        addRow(entry);
      } else {
        addAccumulator(entry);
      }
    }
    if (sizeInMemory > MAX_IN_MEMORY) {
      moveToState();
    }
  }

  private void addAccumulator(Entry<K, A, T> entry) {
    if (lastWindows == null || entry.start != lastSlice) {
      Collection<TimeWindow> windows = slicing.windows(entry.start);
      lastWindows = windows.toArray(new TimeWindow[0]);
      lastSlice = entry.start;
    }
    int last = lastWindows.length - 1;
    for (int i = 0; i <= last; i++) {
      TimeWindow window = lastWindows[i];
      if (isComplete(window)) {
        throw new IllegalStateException(
            "rows of " + window + " were on time, but the watermark is " + watermark);
      }
      // Windows must not share what add and merge may change.
      A mine = i < last ? accumulators.copy(entry.accumulator) : entry.accumulator;
      WindowAccumulator<A> before = valueInMemory(window, entry.key);
      before.accumulator =
          before.accumulator == null ? mine : aggregate.merge(before.accumulator, mine);
    }
  }

  /** A row that may be late for some of its windows, or for all. */
  private void addRow(Entry<K, A, T> entry) throws Exception {
    List<TimeWindow> missed = new ArrayList<>();
    boolean isCounted = false;
    for (TimeWindow window : slicing.windows(entry.start)) {
      if (isExpired(window)) {
        missed.add(window);
        continue;
      }
      isCounted = true;
      if (isComplete(window)) {
        revise(window, entry);
      } else {
        WindowAccumulator<A> current = valueInMemory(window, entry.key);
        current.accumulator = added(current.accumulator, entry);
      }
    }
    late(entry, missed, isCounted);
  }

  /** A complete window is emitted again for each late row that it counts. */
  private void revise(TimeWindow window, Entry<K, A, T> entry) throws Exception {
    K key = entry.key;
    WindowAccumulator<A> current;
    if (hasClear || inState.contains(window)) {
      MapState<K, WindowAccumulator<A>> state = stateOf(window, key);
      current = state.get(key);
      current = current == null ? new WindowAccumulator<>(null, 0) : current;
      current.accumulator = added(current.accumulator, entry);
      emitOf(key, window, current);
      keepInState(stateOf(window, key), window, key, current);
      inState.add(window);
    } else {
      current = valueInMemory(window, key);
      current.accumulator = added(current.accumulator, entry);
      emitOf(key, window, current);
    }
  }

  /** With a function, state is that of the key meanwhile. */
  private void emitOf(K key, TimeWindow window, WindowAccumulator<A> current) throws Exception {
    if (hasFunction) {
      setCurrentKey(KeyOrGroup.ofKey(key));
    }
    emit(key, window, current);
  }

  private WindowAccumulator<A> valueInMemory(TimeWindow window, K key) {
    if (!window.equals(lastWindow)) {
      lastInMemory = inMemory.get(window);
      if (lastInMemory == null) {
        lastInMemory = new LinkedHashMap<>(FEW);
        inMemory.put(window, lastInMemory);
        nextInMemory = Math.min(nextInMemory, next(window));
      }
      lastWindow = window;
    }
    WindowAccumulator<A> current = lastInMemory.get(key);
    if (current == null) {
      current = new WindowAccumulator<>(null, 0);
      lastInMemory.put(key, current);
      sizeInMemory++;
    }
    return current;
  }

  /** When the window is complete, or expires if it is complete. */
  private long next(TimeWindow window) {
    return isComplete(window) ? cleanupTime(window) : window.maxTimestamp();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    moveToState();
  }

  private void moveToState() throws Exception {
    for (Map.Entry<TimeWindow, Map<K, WindowAccumulator<A>>> window : inMemory.entrySet()) {
      moveToState(window.getKey(), window.getValue());
    }
    inMemory.clear();
    sizeInMemory = 0;
    nextInMemory = Long.MAX_VALUE;
    lastWindow = null;
  }

  private void moveToState(TimeWindow window, Map<K, WindowAccumulator<A>> byKey) throws Exception {
    for (Map.Entry<K, WindowAccumulator<A>> moved : byKey.entrySet()) {
      K key = moved.getKey();
      WindowAccumulator<A> current = moved.getValue();
      MapState<K, WindowAccumulator<A>> state = stateOf(window, key);
      WindowAccumulator<A> before = state.get(key);
      if (before != null) {
        before.accumulator = aggregate.merge(before.accumulator, current.accumulator);
        before.emitted = Math.max(before.emitted, current.emitted);
        current = before;
      }
      keepInState(state, window, key, current);
    }
    inState.add(window);
  }

  /** The state of the key group that has the key. */
  private MapState<K, WindowAccumulator<A>> stateOf(TimeWindow window, K key) throws Exception {
    setCurrentKey(groups[KeyGroupRangeAssignment.assignToKeyGroup(key, groups.length)]);
    return stateOf(window);
  }

  private MapState<K, WindowAccumulator<A>> stateOf(TimeWindow window) throws Exception {
    return getPartitionedState(window, WINDOWS, descriptor);
  }

  private void keepInState(
      MapState<K, WindowAccumulator<A>> state,
      TimeWindow window,
      K key,
      WindowAccumulator<A> current)
      throws Exception {
    state.put(key, current);
    if (!isComplete(window)) {
      timers.registerEventTimeTimer(window, window.maxTimestamp());
    }
    timers.registerEventTimeTimer(window, cleanupTime(window));
  }

  @Override
  void advance(Watermark mark) throws Exception {
    List<TimeWindow> complete = completeBy(mark.getTimestamp());
    // From there on timers emit, by which windows come in the order of their ends. A function that
    // hears of expired windows hears of each in its turn, which timers know too.
    TimeWindow firstInState = inState.higher(new TimeWindow(Long.MIN_VALUE, watermark + 2));
    Iterator<TimeWindow> rest = complete.iterator();
    while (rest.hasNext()) {
      TimeWindow window = rest.next();
      if (hasClear || (firstInState != null && BY_END.compare(firstInState, window) <= 0)) {
        Map<K, WindowAccumulator<A>> byKey = inMemory.remove(window);
        sizeInMemory -= byKey.size();
        moveToState(window, byKey);
        rest.remove();
      }
    }
    watermark = mark.getTimestamp();
    for (TimeWindow window : complete) {
      for (Map.Entry<K, WindowAccumulator<A>> current : inMemory.get(window).entrySet()) {
        emitOf(current.getKey(), window, current.getValue());
      }
    }
    super.advance(mark);
    forgetExpired();
  }

  /** Windows in memory that the watermark completes, by their ends. */
  private List<TimeWindow> completeBy(long next) {
    List<TimeWindow> complete = new ArrayList<>();
    if (next >= nextInMemory) {
      for (TimeWindow window : inMemory.keySet()) {
        if (!isComplete(window) && window.maxTimestamp() <= next) {
          complete.add(window);
        }
      }
      complete.sort(BY_END);
    }
    return complete;
  }

  private void forgetExpired() {
    lastWindow = null;
    if (watermark >= nextInMemory) {
      nextInMemory = Long.MAX_VALUE;
      Iterator<Map.Entry<TimeWindow, Map<K, WindowAccumulator<A>>>> all =
          inMemory.entrySet().iterator();
      while (all.hasNext()) {
        Map.Entry<TimeWindow, Map<K, WindowAccumulator<A>>> window = all.next();
        if (isExpired(window.getKey())) {
          sizeInMemory -= window.getValue().size();
          all.remove();
        } else {
          nextInMemory = Math.min(nextInMemory, next(window.getKey()));
        }
      }
    }
    while (!inState.isEmpty() && isExpired(inState.first())) {
      inState.pollFirst();
    }
  }

  @Override
  public void onEventTime(InternalTimer<KeyOrGroup<K>, TimeWindow> timer) throws Exception {
    TimeWindow window = timer.getNamespace();
    long time = timer.getTimestamp();
    if (time == window.maxTimestamp()) {
      for (Map.Entry<K, WindowAccumulator<A>> kept : stateOf(window).entries()) {
        WindowAccumulator<A> current = kept.getValue();
        emitOf(kept.getKey(), window, current);
        if (!isExpired(window)) {
          kept.setValue(current);
        }
      }
    }
    setCurrentKey(timer.getKey());
    long cleanup = cleanupTime(window);
    if (time < cleanup) {
      // The timers of a checkpoint may be those of a shorter lateness, or of a longer one.
      timers.registerEventTimeTimer(window, cleanup);
      return;
    }
    if (hasClear && time < Long.MAX_VALUE) {
      for (K key : stateOf(window).keys()) {
        setCurrentKey(KeyOrGroup.ofKey(key));
        clearFunction(window);
      }
      setCurrentKey(timer.getKey());
    }
    stateOf(window).clear();
  }
}
