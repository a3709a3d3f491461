package dev.flinkjobs.ledger;

import org.apache.flink.api.common.accumulators.Accumulator;

/**
 * Carries the ledger from the one subtask that keeps it to the client. It is given whole ledgers,
 * not additions: what it says after a restart is what the restored state says.
 */
public final class LedgerAccumulator implements Accumulator<Ledger, Ledger> {
  private static final long serialVersionUID = 1L;

  public static final String NAME = "ledger";

  /** Replaced, never changed: a heartbeat may read it at any moment. */
  private volatile Ledger ledger = new Ledger();

  /** Takes the place of the ledger before. */
  @Override
  public void add(Ledger whole) {
    ledger = whole;
  }

  @Override
  public Ledger getLocalValue() {
    return ledger;
  }

  @Override
  public void resetLocal() {
    ledger = new Ledger();
  }

  @Override
  public void merge(Accumulator<Ledger, Ledger> other) {
    ledger = ledger.plus(other.getLocalValue().counts());
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public LedgerAccumulator clone() {
    LedgerAccumulator copy = new LedgerAccumulator();
    copy.ledger = ledger;
    return copy;
  }
}
