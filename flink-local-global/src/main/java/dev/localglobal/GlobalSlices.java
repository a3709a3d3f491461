package dev.localglobal;

import dev.localglobal.WindowListener.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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

  private static final TypeSerializer<TimeWindow> WINDOWS = new TimeWindow.Serializer();

  private static final Comparator<TimeWindow> BY_END = GlobalSlices::compareByEnd;

  private final Slicing slicing;
  private final TypeSerializer<K> keys;
  private final TypeSerializer<A> accumulators;

  /**
   * By end. A list, since nearly every new window is the last, and there are few beyond the limit.
   */
  private transient List<OpenWindow<K, A>> inMemory;

  private transient int sizeInMemory;

  /** How many keys the latest complete window had: the next one will have about as many. */
  private transient int keysOfComplete;

  /** Windows of which there is some in state. */
  private transient TreeSet<TimeWindow> inState;

  /** By key group. */
  private transient MapStateDescriptor<K, WindowAccumulator<A>> descriptor;

  private transient boolean hasFunction;
  private transient boolean hasClear;

  // What was found last: entries often have the same windows.
  private transient long lastSlice;
  private transient List<TimeWindow> lastWindows;
  private transient OpenWindow<K, A> last;
  private transient int lastPlace;

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
    inMemory = new ArrayList<>();
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
      lastWindows = windows instanceof List<TimeWindow> list ? list : List.copyOf(windows);
      lastSlice = entry.start;
    }
    int n = lastWindows.size();
    for (int i = 0; i < n; i++) {
      TimeWindow window = lastWindows.get(i);
      if (isComplete(window)) {
        throw new IllegalStateException(
            "rows of " + window + " were on time, but the watermark is " + watermark);
      }
      // Windows must not share what add and merge may change.
      A mine = i < n - 1 ? accumulators.copy(entry.accumulator) : entry.accumulator;
      WindowAccumulator<A> before = valueInMemory(window, entry.key);
      before.accumulator =
          before.accumulator == null ? mine : aggregate.merge(before.accumulator, mine);
    }
  }

  /** A row that may be late for some of its windows, or for all. */
  private void addRow(Entry<K, A, T> entry) throws Exception {
    List<TimeWindow> missed = new ArrayList<>();
    boolean isCounted = false;
    if (listener != null) {
      listener.arrived(entry.key, entry.row, entry.start);
    }
    for (TimeWindow window : slicing.windows(entry.start)) {
      if (isExpired(window)) {
        missed.add(window);
        continue;
      }
      isCounted = true;
      if (listener != null && !isOpen(window, entry.key)) {
        listener.changed(Change.OPENED, entry.key, window);
      }
      if (isComplete(window)) {
        revise(window, entry);
      } else {
        WindowAccumulator<A> current = valueInMemory(window, entry.key);
        current.accumulator = added(current.accumulator, entry);
      }
    }
    late(entry, missed, isCounted);
  }

  private boolean isOpen(TimeWindow window, K key) throws Exception {
    int at = place(window);
    boolean isInMemory =
        at < inMemory.size()
            && inMemory.get(at).window.equals(window)
            && inMemory.get(at).byKey.containsKey(key);
    return isInMemory || (inState.contains(window) && stateOf(window, key).contains(key));
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
    WindowAccumulator<A> current =
        open(window).byKey.computeIfAbsent(key, absent -> new WindowAccumulator<>(null, 0));
    if (current.accumulator == null) {
      sizeInMemory++;
    }
    return current;
  }

  private OpenWindow<K, A> open(TimeWindow window) {
    if (last == null || !last.window.equals(window)) {
      lastPlace = place(window, last == null ? 0 : lastPlace);
      if (lastPlace == inMemory.size() || !inMemory.get(lastPlace).window.equals(window)) {
        inMemory.add(lastPlace, new OpenWindow<>(window, keysOfComplete));
      }
      last = inMemory.get(lastPlace);
    }
    return last;
  }

  private int place(TimeWindow window) {
    return place(window, 0);
  }

  /**
   * How many windows in memory are before this one, by end. Looks near a place first, in steps that
   * double: keys come one after the other, each with its windows in their order.
   */
  private int place(TimeWindow window, int near) {
    int from = 0;
    int to = inMemory.size();
    if (near < to && isBefore(near, window)) {
      int next = near;
      for (int step = 1; next < to && isBefore(next, window); step *= 2) {
        from = next + 1;
        next += step;
      }
      to = Math.min(to, next);
    } else {
      int next = Math.min(near, to) - 1;
      for (int step = 1; next >= 0 && !isBefore(next, window); step *= 2) {
        to = next;
        next -= step;
      }
      from = Math.max(0, next + 1);
    }
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (isBefore(middle, window)) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  private boolean isBefore(int place, TimeWindow window) {
    return BY_END.compare(inMemory.get(place).window, window) < 0;
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    moveToState();
  }

  private void moveToState() throws Exception {
    for (OpenWindow<K, A> window : inMemory) {
      moveToState(window);
    }
    inMemory.clear();
    sizeInMemory = 0;
    last = null;
  }

  private void moveToState(OpenWindow<K, A> open) throws Exception {
    TimeWindow window = open.window;
    for (Map.Entry<K, WindowAccumulator<A>> moved : open.byKey.entrySet()) {
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
    TimeWindow before = lastCompleteAt(watermark);
    TimeWindow until = lastCompleteAt(mark.getTimestamp());
    int first = place(before);
    int end = place(until);
    // From there on timers emit, by which windows come in the order of their ends. A function that
    // hears of expired windows hears of each in its turn, which timers know too.
    TimeWindow firstByTimer = hasClear ? before : inState.higher(before);
    if (firstByTimer != null && BY_END.compare(firstByTimer, until) <= 0) {
      List<OpenWindow<K, A>> byTimer = inMemory.subList(place(firstByTimer), end);
      for (OpenWindow<K, A> window : byTimer) {
        sizeInMemory -= window.byKey.size();
        moveToState(window);
      }
      end -= byTimer.size();
      byTimer.clear();
    }
    watermark = mark.getTimestamp();
    for (OpenWindow<K, A> window : inMemory.subList(first, end)) {
      keysOfComplete = window.byKey.size();
      for (Map.Entry<K, WindowAccumulator<A>> current : window.byKey.entrySet()) {
        emitOf(current.getKey(), window.window, current.getValue());
      }
    }
    super.advance(mark);
    forgetExpired();
  }

  /** In the order of ends: behind all windows that this watermark completes, before all others. */
  private static TimeWindow lastCompleteAt(long watermark) {
    return new TimeWindow(Long.MAX_VALUE, watermark == Long.MAX_VALUE ? watermark : watermark + 1);
  }

  private void tellExpired(TimeWindow window, Iterable<K> all) throws Exception {
    for (K key : all) {
      listener.changed(Change.EXPIRED, key, window);
    }
  }

  private void forgetExpired() throws Exception {
    last = null;
    int gone = 0;
    while (gone < inMemory.size() && isExpired(inMemory.get(gone).window)) {
      OpenWindow<K, A> expired = inMemory.get(gone);
      if (listener != null) {
        tellExpired(expired.window, expired.byKey.keySet());
      }
      sizeInMemory -= expired.byKey.size();
      gone++;
    }
    inMemory.subList(0, gone).clear();
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
    if (listener != null) {
      tellExpired(window, stateOf(window).keys());
    }
    stateOf(window).clear();
  }

  /** A window in memory. */
  private static final class OpenWindow<K, A> {
    final TimeWindow window;
    final Map<K, WindowAccumulator<A>> byKey;

    OpenWindow(TimeWindow window, int keys) {
      this.window = window;
      this.byKey = new LinkedHashMap<>(keys + keys / 2 + 1);
    }
  }
}
