package dev.flinkjobs.ledger;

import dev.flinkjobs.record.Rejected;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Counts for the ledger. What it has counted leaves before a checkpoint's barrier does, so that it
 * needs no state to be exact after a failure; an operator and not a function, since only operators
 * are told of the barrier in time.
 */
public abstract class TallyingOperator<IN, OUT> extends AbstractStreamOperator<OUT>
    implements OneInputStreamOperator<IN, OUT>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  public static final OutputTag<Tally> TALLIES = new OutputTag<>("tallies", Tally.TYPE);

  /** How many rows may pass before the ledger hears of them. */
  private static final int ROWS_PER_TALLY = 1 << 14;

  /** How long the ledger may not hear of a row. */
  private static final long MAX_DELAY_MILLIS = 100;

  @SuppressWarnings("NullAway.Init") // By open().
  private transient Map<String, Long> counts;

  @SuppressWarnings("NullAway.Init") // By open().
  private transient List<Rejected> examples;

  private transient int rows;

  @Override
  public void open() throws Exception {
    super.open();
    counts = new HashMap<>();
    examples = new ArrayList<>();
    rows = 0;
  }

  /** Adds to the ledger, by the names in {@link Ledger}. */
  protected final void count(String name, long more) {
    counts.merge(name, more, Long::sum);
  }

  /** Shows the ledger a rejected row that is counted. */
  protected final void example(Rejected rejected) {
    if (examples.size() < LedgerFunction.EXAMPLES) {
      examples.add(rejected);
      if (rejected.looksLikeCp949()) {
        count(Ledger.CP949, 1);
      }
    }
  }

  /** Called after some rows were counted, 1 or more. */
  protected final void counted(int more) {
    boolean first = rows == 0;
    rows += more;
    if (rows >= ROWS_PER_TALLY) {
      sendTally();
    } else if (first) {
      ProcessingTimeService time = getProcessingTimeService();
      var unused =
          time.registerTimer(
              time.getCurrentProcessingTime() + MAX_DELAY_MILLIS, timestamp -> sendTally());
    }
  }

  /** Behind it are the ledger and a sink, to which time means nothing until it ends. */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.equals(Watermark.MAX_WATERMARK)) {
      super.processWatermark(mark);
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    sendTally();
  }

  @Override
  public void endInput() {
    sendTally();
  }

  /** The last moment to count what is to be told. */
  protected void beforeTally() {}

  /** Tells the ledger now. */
  protected final void sendTally() {
    beforeTally();
    if (!counts.isEmpty()) {
      output.collect(
          TALLIES, new StreamRecord<>(new Tally(Map.copyOf(counts), List.copyOf(examples))));
      counts.clear();
      examples.clear();
      rows = 0;
    }
  }
}
