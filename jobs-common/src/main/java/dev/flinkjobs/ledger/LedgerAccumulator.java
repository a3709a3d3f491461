package dev.flinkjobs.ledger;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.Accumulator;

/**
 * Carries the ledger from the one subtask that keeps it to the client. It holds whole ledgers, not
 * additions: what it says after a restart is what the restored state says.
 */
public final class LedgerAccumulator
    implements Accumulator<Map<String, Long>, HashMap<String, Long>> {
  private static final long serialVersionUID = 1L;

  public static final String NAME = "ledger";

  /** Replaced, never changed: a heartbeat may read it at any moment. */
  private volatile HashMap<String, Long> counts = new HashMap<>();

  /** Takes the place of what was there. */
  @Override
  public void add(Map<String, Long> ledger) {
    counts = new HashMap<>(ledger);
  }

  @Override
  public HashMap<String, Long> getLocalValue() {
    return counts;
  }

  @Override
  public void resetLocal() {
    counts = new HashMap<>();
  }

  @Override
  public void merge(Accumulator<Map<String, Long>, HashMap<String, Long>> other) {
    HashMap<String, Long> sum = new HashMap<>(counts);
    other.getLocalValue().forEach((name, count) -> sum.merge(name, count, Long::sum));
    counts = sum;
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public LedgerAccumulator clone() {
    LedgerAccumulator copy = new LedgerAccumulator();
    copy.counts = counts;
    return copy;
  }
}
