package dev.flinkjobs.windows;

import dev.flinkjobs.ledger.Verdict;
import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.windows.TraceEvent.Kind;
import dev.localglobal.LateRow;
import dev.localglobal.WindowListener;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/** Records for {@code --trace} what the windows do, and hands it to the client at the end. */
final class RecordTrace implements WindowListener<GroupKey, Measurement> {
  private static final long serialVersionUID = 1L;

  static final String ACCUMULATOR = "trace";

  /** More nobody looks at; and all is in memory. */
  static final int MOST_ROWS = 1_000;

  /** A row may be in millions of windows. */
  static final int MOST_EVENTS = 100_000;

  private final WindowFormat format;

  @SuppressWarnings("NullAway.Init") // By open().
  private transient RuntimeContext context;

  @SuppressWarnings("NullAway.Init") // By open().
  private transient List<TraceEvent> events;

  private transient int rows;

  RecordTrace(WindowFormat format) {
    this.format = format;
  }

  @Override
  public void open(RuntimeContext attempt) {
    if (attempt.getTaskInfo().getAttemptNumber() > 0) {
      throw refused(
          "--trace: the job was restarted after a failure, so the trace does not begin with the"
              + " first row; -Drestart-strategy.type=none shows the failure");
    }
    context = attempt;
    events = new ArrayList<>();
    rows = 0;
  }

  @Override
  public void arrived(GroupKey key, Measurement row, long timestamp) {
    if (++rows > MOST_ROWS) {
      throw refused(
          "--trace: the input has more than 1,000 rows; give fewer, e.g. by `head -n 1001 FILE`, or"
              + " leave the option out");
    }
    add(TraceEvent.at(Kind.ROW, key.values(), timestamp, row.value().toString(), rows));
  }

  @Override
  public void advanced(long watermark) {
    add(TraceEvent.at(Kind.WATERMARK, List.of(), watermark, "", 0));
  }

  @Override
  public void opened(GroupKey key, TimeWindow window) {
    add(Kind.OPENED, key, window);
  }

  @Override
  public void extended(GroupKey key, TimeWindow session) {
    add(Kind.EXTENDED, key, session);
  }

  @Override
  public void emitted(GroupKey key, TimeWindow window, Object result, int revision) {
    AggregateResult aggregate = (AggregateResult) result;
    add(
        new TraceEvent(
            revision == 0 ? Kind.FIRED : Kind.REVISED,
            key.values(),
            window.getStart(),
            window.getEnd(),
            format.answer(aggregate),
            aggregate.count(),
            revision + 1,
            List.of(),
            false));
  }

  @Override
  public void expired(GroupKey key, TimeWindow window) {
    add(Kind.EXPIRED, key, window);
  }

  @Override
  public void late(GroupKey key, LateRow<Measurement> late) {
    List<Long> missed =
        late.missed().stream()
            .flatMap(window -> Stream.of(window.getStart(), window.getEnd()))
            .toList();
    long time = late.timestamp();
    add(new TraceEvent(Kind.LATE, key.values(), time, time, "", rows, 0, missed, late.isCounted()));
  }

  private void add(Kind kind, GroupKey key, TimeWindow window) {
    add(
        new TraceEvent(
            kind, key.values(), window.getStart(), window.getEnd(), "", 0, 0, List.of(), false));
  }

  private static SuppressRestartsException refused(String why) {
    return new SuppressRestartsException(new Verdict(why));
  }

  private void add(TraceEvent event) {
    if (events.size() == MOST_EVENTS) {
      throw refused(
          "--trace: more than 100,000 events, since a row is in many windows; give fewer rows, or a"
              + " --window with a longer slide");
    }
    events.add(event);
  }

  @Override
  public void finish() {
    ListAccumulator<TraceEvent> whole = new ListAccumulator<>();
    events.forEach(whole::add);
    context.addAccumulator(ACCUMULATOR, whole);
  }
}
