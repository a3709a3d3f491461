package dev.flinkjobs.ledger;

import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Passes late records on and counts them; one that no window counts is not accepted any more. */
public final class CountLate<T extends Late> extends TallyingOperator<T, T> {
  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(StreamRecord<T> late) {
    output.collect(late);
    count(Ledger.LATE_PANES, late.getValue().missedPanes());
    if (late.getValue().isLost()) {
      count(Ledger.LATE, 1);
      count(Ledger.ACCEPTED, -1);
    }
    counted(1);
  }
}
