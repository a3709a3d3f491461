package dev.flinkjobs.generate.transactions;

import dev.flinkjobs.generate.CsvGenerator;
import dev.flinkjobs.generate.Fault;
import dev.flinkjobs.output.Utf8Buffer;
import dev.flinkjobs.record.SeededNumbers;

/** Writes transactions. */
final class TransactionGenerator extends CsvGenerator {
  private static final long FIRST_ID = 1000;

  /** From one row to the next the time goes on by 0 to 2 ticks, so by one on average. */
  private static final int LARGEST_STEP_TICKS = 2;

  /** A repeated row is one of so many before it. */
  private static final int REPEATABLE_ROWS = 1000;

  private final GenerateTransactionsOptions options;
  private final int disorderSeconds;
  private final SeededNumbers random;
  private final ExpectedTotals expected;
  private final Timestamps timestamps = new Timestamps();
  private final Transaction[] repeatable = new Transaction[REPEATABLE_ROWS];

  private long transactions;
  private long goodTransactions;
  private long ticks;

  TransactionGenerator(GenerateTransactionsOptions options) {
    super(Transaction.HEADER, options.rows());
    this.options = options;
    this.disorderSeconds = Math.toIntExact(options.disorder().toSeconds());
    this.random = new SeededNumbers(options.seed());
    this.expected = new ExpectedTotals(options.keys());
  }

  @Override
  public ExpectedTotals expected() {
    return expected;
  }

  @Override
  protected void writeRow(Utf8Buffer to) {
    double lot = random.fraction();
    if (lot < options.badRate()) {
      Fault fault = TransactionFaults.ALL.next(expected.rejected());
      next().writeTo(to, timestamps, fault);
      expected.reject(fault.reason());
    } else if (lot < options.badRate() + options.duplicates() && goodTransactions > 0) {
      int choice = (int) Math.min(goodTransactions, REPEATABLE_ROWS);
      accept(repeatable[random.below(choice)], to);
      expected.repeated();
    } else {
      Transaction good = next();
      accept(good, to);
      repeatable[(int) (goodTransactions % REPEATABLE_ROWS)] = good;
      goodTransactions++;
    }
  }

  private Transaction next() {
    ticks += random.between(0, LARGEST_STEP_TICKS);
    long now = Timestamps.START + ticks / options.rowsPerSecond();
    long time = now - random.between(0, disorderSeconds);
    boolean hot = options.hotShare() > 0 && random.fraction() < options.hotShare();
    return Transaction.draw(FIRST_ID + transactions++, time, hot ? 1 : options.keys(), random);
  }

  private void accept(Transaction good, Utf8Buffer to) {
    good.writeTo(to, timestamps, null);
    expected.accept(good);
  }
}
