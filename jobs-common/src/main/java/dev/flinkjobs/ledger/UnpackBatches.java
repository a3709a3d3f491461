package dev.flinkjobs.ledger;

import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.RowBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Takes batches apart: records go on, rejected rows and the tally of the batch to side outputs. It
 * has no state, since a checkpoint never falls inside a batch.
 */
public final class UnpackBatches<T> extends ProcessFunction<RowBatch<T>, T> {
  private static final long serialVersionUID = 1L;

  public static final OutputTag<Rejected> REJECTED = new OutputTag<>("rejected", Rejected.TYPE);
  public static final OutputTag<Tally> TALLIES = new OutputTag<>("tallies", Tally.TYPE);

  @Override
  public void processElement(RowBatch<T> batch, Context context, Collector<T> out) {
    for (T row : batch.rows()) {
      out.collect(row);
    }
    for (Rejected rejected : batch.rejected()) {
      context.output(REJECTED, rejected);
    }
    context.output(TALLIES, tally(batch));
  }

  private static Tally tally(RowBatch<?> batch) {
    Map<String, Long> counts = new HashMap<>();
    counts.put(Ledger.READ, (long) batch.rows().size() + batch.rejected().size());
    counts.put(Ledger.ACCEPTED, (long) batch.rows().size());
    counts.put(Ledger.BYTES, batch.bytes());
    for (Rejected rejected : batch.rejected()) {
      counts.merge(Ledger.rejected(rejected.reason()), 1L, Long::sum);
    }
    List<Rejected> rejected = batch.rejected();
    return new Tally(
        counts,
        List.copyOf(rejected.subList(0, Math.min(LedgerFunction.EXAMPLES, rejected.size()))));
  }
}
