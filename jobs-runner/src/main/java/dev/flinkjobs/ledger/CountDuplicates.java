package dev.flinkjobs.ledger;

import dev.flinkjobs.record.Rejected;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Counts rows whose id was there before, which are not accepted any more, and passes them on as
 * they stand in the input, where that is known.
 */
public final class CountDuplicates<T> extends TallyingOperator<IdentifiedRow<T>, Rejected> {
  private static final long serialVersionUID = 1L;

  private final Incarnation incarnation;

  public CountDuplicates(Incarnation incarnation) {
    this.incarnation = incarnation;
  }

  @Override
  public void processElement(StreamRecord<IdentifiedRow<T>> element) {
    count(Ledger.DUPLICATE, 1);
    count(Ledger.ACCEPTED, -1);
    counted(1);
    Rejected original = element.getValue().original();
    if (original != null) {
      output.collect(new StreamRecord<>(incarnation.identified(original, getRuntimeContext())));
    }
  }
}
