package dev.flinkjobs.generate.transactions;

import dev.flinkjobs.generate.CsvGenerator;
import dev.flinkjobs.generate.Fault;
import dev.flinkjobs.generate.Faults;
import dev.flinkjobs.output.Utf8Buffer;
import dev.flinkjobs.record.RejectReason;
import java.util.List;

/** Writes transactions. */
final class TransactionGenerator extends CsvGenerator<ExpectedTotals> {
  private static final long FIRST_ID = 1000;

  /** From one row to the next the time goes on by 0 to 2 ticks, so by one on average. */
  private static final int LARGEST_STEP_TICKS = 2;

  /** A repeated row is one of so many before it. */
  private static final int REPEATABLE_ROWS = 1000;

  /**
   * A bad quote makes its row end at the next line break, so it stands in the last column, in place
   * of news that may have one.
   */
  private static final Faults FAULTS =
      new Faults(
          List.of(
              Fault.of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, "NaN"),
              Fault.of(RejectReason.MISSING_VALUE, Transaction.AMOUNT, ""),
              Fault.cutBefore(Transaction.NEWS),
              Fault.cp949(Transaction.NEWS, "삼성전자 실적 발표"),
              Fault.of(
                  RejectReason.BAD_QUOTE,
                  Transaction.NEWS,
                  "\"Analysts say \"buy\" after earnings\""),
              Fault.of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, "\"1,000\""),
              Fault.of(RejectReason.MISSING_VALUE, Transaction.TYPE, ""),
              Fault.of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, "1e"),
              Fault.of(RejectReason.WRONG_COLUMN_COUNT, Transaction.AMOUNT, "1,000.00"),
              Fault.of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, "$5"),
              Fault.cp949(Transaction.TYPE, "입금"),
              Fault.of(RejectReason.MISSING_VALUE, Transaction.AMOUNT, "\"\""),
              Fault.of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, "\"12,50\""),
              Fault.of(
                  RejectReason.WRONG_COLUMN_COUNT, Transaction.NEWS, "Oil, gold and copper fall"),
              Fault.of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, "12.50€"),
              Fault.of(RejectReason.MISSING_VALUE, Transaction.TYPE, "  \u3000"),
              Fault.of(RejectReason.BAD_QUOTE, Transaction.NEWS, "\"Record\" exports in May"),
              Fault.of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, "１００"),
              Fault.cutBefore(Transaction.STOCK_TICKER),
              Fault.of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, "12.3.4"),
              Fault.of(RejectReason.OUT_OF_RANGE, Transaction.AMOUNT, "9".repeat(1001))),
          // Of over 1 MiB.
          Fault.of(
              RejectReason.ROW_TOO_LONG,
              Transaction.NEWS,
              "All work and no play. ".repeat(50_000)));

  private final GenerateTransactionsOptions options;
  private final int disorderSeconds;
  private final Timestamps timestamps = new Timestamps();
  private final Transaction[] repeatable = new Transaction[REPEATABLE_ROWS];

  private long transactions;
  private long goodTransactions;
  private long ticks;

  TransactionGenerator(GenerateTransactionsOptions options) {
    super(
        Transaction.HEADER, options, new ExpectedTotals(options.keys(), options.duplicates() > 0));
    this.options = options;
    this.disorderSeconds = Math.toIntExact(options.disorder().toSeconds());
  }

  @Override
  protected void writeRow(Utf8Buffer to) {
    double lot = random.fraction();
    if (lot >= badRate && lot < badRate + options.duplicates() && goodTransactions > 0) {
      int choice = (int) Math.min(goodTransactions, REPEATABLE_ROWS);
      write(repeatable[random.below(choice)], false, true, to);
      return;
    }
    Transaction row = next();
    write(row, lot < badRate, false, to);
    if (lot >= badRate) {
      repeatable[(int) (goodTransactions % REPEATABLE_ROWS)] = row;
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

  private void write(Transaction row, boolean bad, boolean repeated, Utf8Buffer to) {
    write(
        to,
        Transaction.COLUMNS,
        bad,
        FAULTS,
        column -> row.writeField(column, to, timestamps),
        () -> expected.accept(row, repeated));
  }
}
