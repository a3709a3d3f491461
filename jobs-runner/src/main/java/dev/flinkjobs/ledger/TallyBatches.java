package dev.flinkjobs.ledger;

import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.RowBatch;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Counts the rows of each batch, and sends the rejected ones on. It stands beside what unpacks them
 * and not in it, so that an accepted row passes an operator with one output only.
 */
public final class TallyBatches<T> extends TallyingOperator<RowBatch<T>, Rejected> {
  private static final long serialVersionUID = 1L;

  private final Incarnation incarnation;

  // Where the watermark moves often, batches are of a few rows.
  private transient long accepted;
  private transient long bytes;

  /**
   * @param incarnation of the source, of which rejected rows are
   */
  public TallyBatches(Incarnation incarnation) {
    this.incarnation = incarnation;
  }

  @Override
  public void processElement(StreamRecord<RowBatch<T>> element) {
    RowBatch<T> batch = element.getValue();
    List<Rejected> rejected = batch.rejected();
    accepted += batch.rows().size();
    bytes += batch.bytes();
    for (Rejected row : rejected) {
      count(Ledger.READ, 1);
      count(Ledger.rejected(row.reason()), 1);
      example(row);
      output.collect(new StreamRecord<>(incarnation.identified(row, getRuntimeContext())));
    }
    counted(batch.rows().size() + rejected.size());
    if (!rejected.isEmpty()) {
      sendTally(); // It may be one too many.
    }
  }

  @Override
  protected void beforeTally() {
    // Of a compressed file a batch may have rows of bytes that were read before.
    if (accepted > 0 || bytes > 0) {
      count(Ledger.READ, accepted);
      count(Ledger.ACCEPTED, accepted);
      count(Ledger.BYTES, bytes);
      accepted = 0;
      bytes = 0;
    }
  }
}
