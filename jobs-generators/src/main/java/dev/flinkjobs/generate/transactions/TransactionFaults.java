package dev.flinkjobs.generate.transactions;

import dev.flinkjobs.generate.Fault;
import dev.flinkjobs.generate.Faults;
import dev.flinkjobs.record.RejectReason;
import java.util.List;

/** What is wrong with bad transactions. */
final class TransactionFaults {
  /**
   * A bad quote makes its row end at the next line break, so it stands in the last column, in place
   * of news that may have one.
   */
  private static final List<Fault> IN_TURN =
      List.of(
          Fault.of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, "NaN"),
          Fault.of(RejectReason.MISSING_VALUE, Transaction.AMOUNT, ""),
          Fault.cutBefore(Transaction.NEWS),
          Fault.cp949(Transaction.NEWS, "삼성전자 실적 발표"),
          Fault.of(
              RejectReason.BAD_QUOTE, Transaction.NEWS, "\"Analysts say \"buy\" after earnings\""),
          Fault.of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, "\"1,000\""),
          Fault.of(RejectReason.MISSING_VALUE, Transaction.TYPE, ""),
          Fault.of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, "1e"),
          Fault.of(RejectReason.WRONG_COLUMN_COUNT, Transaction.AMOUNT, "1,000.00"),
          Fault.of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, "$5"),
          Fault.cp949(Transaction.TYPE, "입금"),
          Fault.of(RejectReason.MISSING_VALUE, Transaction.AMOUNT, "\"\""),
          Fault.of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, "\"12,50\""),
          Fault.of(RejectReason.WRONG_COLUMN_COUNT, Transaction.NEWS, "Oil, gold and copper fall"),
          Fault.of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, "12.50€"),
          Fault.of(RejectReason.MISSING_VALUE, Transaction.TYPE, "  \u3000"),
          Fault.of(RejectReason.BAD_QUOTE, Transaction.NEWS, "\"Record\" exports in May"),
          Fault.of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, "１００"),
          Fault.cutBefore(Transaction.STOCK_TICKER),
          Fault.of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, "12.3.4"),
          Fault.of(RejectReason.OUT_OF_RANGE, Transaction.AMOUNT, "9".repeat(1001)));

  /** Of over 1 MiB. */
  private static final Fault TOO_LONG =
      Fault.of(
          RejectReason.ROW_TOO_LONG, Transaction.NEWS, "All work and no play. ".repeat(50_000));

  static final Faults ALL = new Faults(IN_TURN, TOO_LONG);

  private TransactionFaults() {}
}
