package dev.flinkjobs.windows;

import dev.flinkjobs.ledger.Verdict;
import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.windows.TraceEvent.Kind;
import dev.localglobal.LateRow;
import dev.localglobal.LocalGlobal;
import dev.localglobal.WindowListener;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Records for {@code --trace} what the windows do, and hands it to the client at the end. */
final class RecordTrace extends WindowResults implements WindowListener<GroupKey, Measurement> {
  private static final long serialVersionUID = 1L;

  static final String ACCUMULATOR = "trace";
  private static final int MOST_ROWS = 1_000;

  /** A row may be in millions of windows. */
  private static final int MOST_EVENTS = 100_000;

  private final WindowFormat format;

  @SuppressWarnings("NullAway.Init") // By open().
  private transient ListAccumulator<TraceEvent> events;

  private transient int rows;

  RecordTrace(WindowFormat format) {
    this.format = format;
  }

  @Override
  public void open(OpenContext context) {
    if (getRuntimeContext().getTaskInfo().getAttemptNumber() > 0) {
      throw refused(
          "--trace: the job was restarted after a failure, so the trace does not begin with the"
              + " first row; -Drestart-strategy.type=none shows the failure");
    }
    events = new ListAccumulator<>();
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
  public void changed(Change change, GroupKey key, TimeWindow window) {
    add(TraceEvent.of(Kind.valueOf(change.name()), key.values(), window, "", 0, 0));
  }

  @Override
  public void process(
      GroupKey key,
      Context context,
      Iterable<AggregateResult> aggregates,
      Collector<WindowResult> out) {
    super.process(key, context, aggregates, out);
    AggregateResult aggregate = aggregates.iterator().next();
    int revision = LocalGlobal.revision(context) + 1;
    Kind kind = revision == 1 ? Kind.FIRED : Kind.REVISED;
    String value = format.answer(aggregate);
    add(TraceEvent.of(kind, key.values(), context.window(), value, aggregate.count(), revision));
  }

  @Override
  public void late(GroupKey key, LateRow<Measurement> late) {
    Stream<Long> missed =
        late.missed().stream().flatMap(window -> Stream.of(window.getStart(), window.getEnd()));
    add(
        TraceEvent.at(Kind.LATE, key.values(), late.timestamp(), "", rows)
            .missing(missed.toList(), late.isCounted()));
  }

  private void add(TraceEvent event) {
    if (events.getLocalValue().size() == MOST_EVENTS) {
      throw refused(
          "--trace: more than 100,000 events, since a row is in many windows; give fewer rows, or a"
              + " --window with a longer slide");
    }
    events.add(event);
  }

  private static SuppressRestartsException refused(String why) {
    return new SuppressRestartsException(new Verdict(why));
  }

  /** Not before, since the cluster would collect it again and again. */
  @Override
  public void close() {
    getRuntimeContext().addAccumulator(ACCUMULATOR, events);
  }
}
