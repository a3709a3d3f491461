package dev.flinkjobs.ledger;

import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Counts rows that a job leaves out, by the reasons that come in; they are not accepted any more.
 */
public final class CountFiltered extends TallyingOperator<String, Void> {
  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(StreamRecord<String> reason) {
    count(Ledger.filtered(reason.getValue()), 1);
    count(Ledger.ACCEPTED, -1);
    counted(1);
  }
}
