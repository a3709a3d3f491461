package dev.flinkjobs.ledger;

import dev.localglobal.LateRow;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Passes late rows on and counts them and their missed windows; a dropped row is not accepted. */
public final class CountLate<T> extends TallyingOperator<LateRow<T>, LateRow<T>> {
  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(StreamRecord<LateRow<T>> late) {
    output.collect(late);
    count(Ledger.MISSED_WINDOWS, late.getValue().missed().size());
    if (!late.getValue().isCounted()) {
      count(Ledger.LATE, 1);
      count(Ledger.ACCEPTED, -1);
    }
    counted(1);
  }
}
