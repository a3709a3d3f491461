package dev.localglobal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/** A session of a key, which grows as rows come. */
final class Session<A> extends WindowAccumulator<A> {
  long start;
  long end;

  Session(long start, long end, A accumulator, int emitted) {
    super(accumulator, emitted);
    this.start = start;
    this.end = end;
  }

  TimeWindow window() {
    return new TimeWindow(start, end);
  }

  void extend(long otherStart, long otherEnd) {
    start = Math.min(start, otherStart);
    end = Math.max(end, otherEnd);
  }

  /** As {@link TimeWindow#intersects}: sessions that touch are one. */
  boolean touches(long otherStart, long otherEnd) {
    return start <= otherEnd && end >= otherStart;
  }

  /** Of all sessions of a key, which are few. */
  static final class Serializer<A> extends NestedSerializer<List<Session<A>>> {
    private static final long serialVersionUID = 1L;

    private final TypeSerializer<A> accumulators;

    @SuppressWarnings("unchecked")
    Serializer(TypeSerializer<?>... nested) {
      super(Kind.SESSIONS, nested);
      accumulators = (TypeSerializer<A>) nested[0];
    }

    @Override
    public List<Session<A>> copy(List<Session<A>> from) {
      List<Session<A>> copy = new ArrayList<>(from.size());
      for (Session<A> session : from) {
        A accumulator = accumulators.copy(session.accumulator);
        copy.add(new Session<>(session.start, session.end, accumulator, session.emitted));
      }
      return copy;
    }

    @Override
    public void serialize(List<Session<A>> sessions, DataOutputView target) throws IOException {
      writeCount(sessions.size(), target);
      for (Session<A> session : sessions) {
        target.writeLong(session.start);
        target.writeLong(session.end);
        accumulators.serialize(session.accumulator, target);
        writeCount(session.emitted, target);
      }
    }

    @Override
    public List<Session<A>> deserialize(DataInputView source) throws IOException {
      int n = readCount(source);
      List<Session<A>> sessions = new ArrayList<>(n);
      for (int i = 0; i < n; i++) {
        long start = source.readLong();
        long end = source.readLong();
        A accumulator = accumulators.deserialize(source);
        sessions.add(new Session<>(start, end, accumulator, readCount(source)));
      }
      return sessions;
    }
  }
}
