package dev.localglobal;

import dev.localglobal.WindowListener.Change;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sessions, which grow and merge as rows come. Their borders differ from key to key, so state and
 * timers are by key. A session has one timer, for when it would be complete if it had not grown;
 * the timer is set again where it has.
 */
final class GlobalSessions<K, T, A, R, OUT> extends GlobalWindows<K, T, A, R, OUT> {
  private static final long serialVersionUID = 1L;

  /** Timers are of all sessions of a key. */
  private static final TimeWindow ANY = new TimeWindow(0, 0);

  private final TypeSerializer<A> accumulators;

  private transient ValueState<List<Session<A>>> state;
  private transient boolean hasClear;

  GlobalSessions(
      ProcessWindowFunction<R, OUT, K, TimeWindow> function,
      WindowPlan<T, A, R> plan,
      TypeSerializer<A> accumulators) {
    super(function, plan);
    this.accumulators = accumulators;
  }

  @Override
  void openState() throws Exception {
    hasClear = hasClear();
    state =
        getPartitionedState(
            new ValueStateDescriptor<>(
                "local-global-sessions", new Session.Serializer<A>(accumulators)));
  }

  @Override
  public void processElement(StreamRecord<Entries<K, A, T>> element) throws Exception {
    for (Entry<K, A, T> entry : element.getValue().list) {
      setCurrentKey(KeyOrGroup.ofKey(entry.key));
      if (entry.kind == Entry.ROW) {
        if (listener != null) {
          listener.arrived(entry.key, entry.row, entry.start);
        }
        for (TimeWindow window :
            plan.assigner().assignWindows(entry.row, entry.start, Slicing.NO_CLOCK)) {
          add(entry, window);
        }
      } else {
        add(entry, new TimeWindow(entry.start, entry.end));
      }
    }
  }

  private void add(Entry<K, A, T> entry, TimeWindow window) throws Exception {
    List<Session<A>> sessions = state.value();
    if (sessions == null) {
      sessions = new ArrayList<>(1);
    }
    boolean hasTimer = false;
    Session<A> session = null;
    TimeWindow before = null;
    Iterator<Session<A>> all = sessions.iterator();
    while (all.hasNext()) {
      Session<A> other = all.next();
      if (!other.touches(window.getStart(), window.getEnd())) {
        continue;
      }
      hasTimer |= !isComplete(other.window());
      if (session == null) {
        session = other;
        before = listener == null ? null : other.window();
      } else {
        session.accumulator = aggregate.merge(session.accumulator, other.accumulator);
        session.emitted = Math.max(session.emitted, other.emitted);
        session.extend(other.start, other.end);
        all.remove();
      }
    }
    if (session == null) {
      if (isExpired(window)) {
        missed(entry, window);
        return;
      }
      session = new Session<>(window.getStart(), window.getEnd(), null, 0);
      sessions.add(session);
    }
    session.extend(window.getStart(), window.getEnd());
    if (listener != null && before == null) {
      listener.changed(Change.OPENED, entry.key, session.window());
    } else if (listener != null && !session.window().equals(before)) {
      listener.changed(Change.EXTENDED, entry.key, session.window());
    }
    count(entry, session);
    if (isComplete(session.window())) {
      emit(entry.key, session.window(), session);
    }
    if (!hasTimer) {
      setTimer(session);
    }
    state.update(sessions);
  }

  private void missed(Entry<K, A, T> entry, TimeWindow window) throws Exception {
    if (entry.kind != Entry.ROW) {
      throw new IllegalStateException(
          "rows of " + window + " were on time, but the watermark is " + watermark);
    }
    List<TimeWindow> missed = new ArrayList<>(1);
    missed.add(window);
    late(entry, missed, false);
  }

  private void count(Entry<K, A, T> entry, Session<A> session) {
    if (entry.kind == Entry.ROW) {
      session.accumulator = added(session.accumulator, entry);
    } else if (session.accumulator == null) {
      session.accumulator = entry.accumulator;
    } else {
      session.accumulator = aggregate.merge(session.accumulator, entry.accumulator);
    }
  }

  private void setTimer(Session<A> session) {
    TimeWindow window = session.window();
    long next = isComplete(window) ? cleanupTime(window) : window.maxTimestamp();
    if (next < Long.MAX_VALUE) {
      timers.registerEventTimeTimer(ANY, next);
    }
  }

  @Override
  public void onEventTime(InternalTimer<KeyOrGroup<K>, TimeWindow> timer) throws Exception {
    List<Session<A>> sessions = state.value();
    if (sessions == null) {
      return;
    }
    long time = timer.getTimestamp();
    Iterator<Session<A>> all = sessions.iterator();
    while (all.hasNext()) {
      Session<A> session = all.next();
      TimeWindow window = session.window();
      if (window.maxTimestamp() == time) {
        emit(timer.getKey().key, window, session);
      }
      long cleanup = cleanupTime(window);
      if (cleanup == time) {
        if (hasClear) {
          clearFunction(window);
        }
        if (listener != null) {
          listener.changed(Change.EXPIRED, timer.getKey().key, window);
        }
        all.remove();
      } else {
        timers.registerEventTimeTimer(
            ANY, window.maxTimestamp() > time ? window.maxTimestamp() : cleanup);
      }
    }
    if (sessions.isEmpty()) {
      state.clear();
    } else {
      state.update(sessions);
    }
  }

  @Override
  void checkWindowState() {
    throw new UnsupportedOperationException(
        "Per-window state is not allowed when using merging windows.");
  }
}
