package dev.flinkjobs.ledger;

import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Passes results on and tallies them. The tally leaves before a checkpoint's barrier does, so that
 * it needs no state to be exact after a failure; an operator and not a function, since only
 * operators are told of the barrier in time.
 */
public final class CountEmitted<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  public static final OutputTag<Tally> TALLIES = new OutputTag<>("tallies", Tally.TYPE);

  /** How many results may pass before the ledger hears of them. */
  private static final int RESULTS_PER_TALLY = 1 << 14;

  /** How long the ledger may not hear of a result. */
  private static final long MAX_DELAY_MILLIS = 100;

  private final String count;
  private long results;

  /**
   * @param output the name of the output that the results go to
   */
  public CountEmitted(String output) {
    this.count = Ledger.emitted(output);
  }

  @Override
  public void processElement(StreamRecord<T> result) {
    output.collect(result);
    results++;
    if (results == 1) {
      ProcessingTimeService time = getProcessingTimeService();
      var unused =
          time.registerTimer(
              time.getCurrentProcessingTime() + MAX_DELAY_MILLIS, timestamp -> sendTally());
    } else if (results == RESULTS_PER_TALLY) {
      sendTally();
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

  private void sendTally() {
    if (results > 0) {
      output.collect(TALLIES, new StreamRecord<>(new Tally(Map.of(count, results), List.of())));
      results = 0;
    }
  }
}
