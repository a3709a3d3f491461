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
 * Tallies each batch, and sends its rejected rows to a side output. It has no state, since a
 * checkpoint never falls inside a batch. It stands beside {@link UnpackRows} and not in it, so that
 * an accepted row passes an operator with one output only.
 */
public final class TallyBatches<T> extends ProcessFunction<RowBatch<T>, Tally> {
  private static final long serialVersionUID = 1L;

  public static final OutputTag<Rejected> REJECTED = new OutputTag<>("rejected", Rejected.TYPE);

  @Override
  public void processElement(RowBatch<T> batch, Context context, Collector<Tally> out) {
    List<Rejected> rejected = batch.rejected();
    rejected.forEach(row -> context.output(REJECTED, row));
    Map<String, Long> counts = new HashMap<>();
    counts.put(Ledger.READ, (long) batch.rows().size() + rejected.size());
    counts.put(Ledger.ACCEPTED, (long) batch.rows().size());
    counts.put(Ledger.BYTES, batch.bytes());
    rejected.forEach(row -> counts.merge(Ledger.rejected(row.reason()), 1L, Long::sum));
    int examples = Math.min(LedgerFunction.EXAMPLES, rejected.size());
    out.collect(new Tally(counts, List.copyOf(rejected.subList(0, examples))));
  }
}
