package dev.flinkjobs.transactions.generate;

import dev.flinkjobs.output.Utf8Buffer;
import dev.flinkjobs.run.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Writes transactions as CSV in UTF-8, and keeps the account of what a job must make of them. The
 * same options give the same bytes on every machine. An object writes once.
 */
final class TransactionGenerator {
  private static final long FIRST_ID = 1000;

  /** From one row to the next the time goes on by 0 to 2 seconds. */
  private static final int LARGEST_STEP_SECONDS = 2;

  /** A repeated row is one of so many before it. */
  private static final int REPEATABLE_ROWS = 1000;

  private static final int FLUSH_BYTES = 64 * 1024;

  private final GenerateTransactionsOptions options;
  private final int disorderSeconds;
  private final SeededNumbers random;
  private final ExpectedTotals expected;
  private final Timestamps timestamps = new Timestamps();
  private final Utf8Buffer csv = new Utf8Buffer(2 * FLUSH_BYTES);
  private final Transaction[] repeatable = new Transaction[REPEATABLE_ROWS];

  private long transactions;
  private long goodTransactions;
  private long now = Timestamps.START;

  private volatile Progress.Done done = new Progress.Done(0, 0, OptionalDouble.of(0));

  TransactionGenerator(GenerateTransactionsOptions options) {
    this.options = options;
    this.disorderSeconds = Math.toIntExact(options.disorder().toSeconds());
    this.random = new SeededNumbers(options.seed());
    this.expected = new ExpectedTotals(options.keys());
  }

  /** What the rows that are written come to. */
  ExpectedTotals expected() {
    return expected;
  }

  /** How far the writing is, with bytes before compression. Any thread may ask. */
  Progress.Done done() {
    return done;
  }

  /** Writes the header and all rows. Leaves the stream open. */
  void writeTo(OutputStream out) throws IOException {
    csv.text(Transaction.HEADER);
    for (long row = 0; row < options.rows(); row++) {
      writeRow();
      if (csv.length() >= FLUSH_BYTES) {
        flush(out, row + 1);
      }
    }
    flush(out, options.rows());
  }

  private void flush(OutputStream out, long rows) throws IOException {
    csv.writeTo(out);
    long bytes = done.bytes() + csv.length();
    done = new Progress.Done(rows, bytes, OptionalDouble.of((double) rows / options.rows()));
    csv.truncate(0);
  }

  private void writeRow() {
    double lot = random.fraction();
    if (lot < options.badRate()) {
      Fault fault = Fault.next(expected.rejected());
      write(next(), fault);
      expected.reject(fault.reason());
    } else if (lot < options.badRate() + options.duplicates() && goodTransactions > 0) {
      int choice = (int) Math.min(goodTransactions, REPEATABLE_ROWS);
      accept(repeatable[random.below(choice)]);
      expected.repeated();
    } else {
      Transaction good = next();
      accept(good);
      repeatable[(int) (goodTransactions % REPEATABLE_ROWS)] = good;
      goodTransactions++;
    }
  }

  private Transaction next() {
    now += random.between(0, LARGEST_STEP_SECONDS);
    long time = now - random.between(0, disorderSeconds);
    return Transaction.draw(FIRST_ID + transactions++, time, options.keys(), random);
  }

  private void accept(Transaction good) {
    write(good, null);
    expected.accept(good);
  }

  private void write(Transaction transaction, @Nullable Fault fault) {
    transaction.writeTo(csv, timestamps, fault);
  }
}
