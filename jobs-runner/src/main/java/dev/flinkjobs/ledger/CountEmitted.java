package dev.flinkjobs.ledger;

import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Passes results on and counts them. */
public final class CountEmitted<T> extends TallyingOperator<T, T> {
  private static final long serialVersionUID = 1L;

  private final String count;
  private transient long results;

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
    counted(1);
  }

  @Override
  protected void beforeTally() {
    if (results > 0) {
      count(count, results);
      results = 0;
    }
  }
}
