package dev.flinkjobs.transactions.generate;

import dev.flinkjobs.output.Utf8Buffer;
import dev.flinkjobs.record.RejectReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One thing that is wrong with a row: a field with another text, or a row that ends too early. */
final class Fault {
  /**
   * Bad rows have these in turn, so that a few of them show most. A bad quote makes its row end at
   * the next line break, so it stands in the last column, in place of news that may have one.
   */
  private static final List<Fault> ALL =
      List.of(
          of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, ".5"),
          of(RejectReason.MISSING_VALUE, Transaction.AMOUNT, ""),
          cutBefore(Transaction.NEWS),
          // CP949, as Korean programs on Windows write it: "삼성전자 실적 발표".
          new Fault(
              RejectReason.BAD_ENCODING,
              Transaction.NEWS,
              bytes(
                  0xBB, 0xEF, 0xBC, 0xBA, 0xC0, 0xFC, 0xC0, 0xDA, ' ', 0xBD, 0xC7, 0xC0, 0xFB, ' ',
                  0xB9, 0xDF, 0xC7, 0xA5)),
          of(RejectReason.BAD_QUOTE, Transaction.NEWS, "\"Analysts say \"buy\" after earnings\""),
          of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, "\"1,000\""),
          of(RejectReason.MISSING_VALUE, Transaction.TYPE, ""),
          of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, "1e3"),
          of(RejectReason.WRONG_COLUMN_COUNT, Transaction.AMOUNT, "1,000.00"),
          of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, "NaN"),
          // CP949 again, in a column that is read: "입금".
          new Fault(RejectReason.BAD_ENCODING, Transaction.TYPE, bytes(0xC0, 0xD4, 0xB1, 0xDD)),
          of(RejectReason.MISSING_VALUE, Transaction.AMOUNT, "\"\""),
          of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, "5."),
          of(RejectReason.WRONG_COLUMN_COUNT, Transaction.NEWS, "Oil, gold and copper fall"),
          of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, " 12.50"),
          of(RejectReason.MISSING_VALUE, Transaction.TYPE, "  \u3000"),
          of(RejectReason.BAD_QUOTE, Transaction.NEWS, "\"Record\" exports in May"),
          of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, "１００"),
          cutBefore(Transaction.STOCK_TICKER),
          of(RejectReason.NOT_A_NUMBER, Transaction.AMOUNT, "12.3.4"),
          of(RejectReason.OUT_OF_RANGE, Transaction.AMOUNT, "9".repeat(1001)));

  /** A row of over 1 MiB, which is why it is rare. */
  private static final Fault TOO_LONG =
      of(RejectReason.ROW_TOO_LONG, Transaction.NEWS, "All work and no play. ".repeat(50_000));

  private static final int FAULTS_TO_ONE_TOO_LONG = 10_000;

  private final RejectReason reason;
  private final int column;
  private final byte @Nullable [] text;

  /**
   * @param column the field that is replaced, as in {@link Transaction#HEADER}, from 0
   * @param text what stands in its place; null: the row ends before it
   */
  private Fault(RejectReason reason, int column, byte @Nullable [] text) {
    this.reason = reason;
    this.column = column;
    this.text = text;
  }

  private static Fault of(RejectReason reason, int column, String text) {
    return new Fault(reason, column, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Fault cutBefore(int column) {
    return new Fault(RejectReason.WRONG_COLUMN_COUNT, column, null);
  }

  private static byte[] bytes(int... unsigned) {
    byte[] bytes = new byte[unsigned.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) unsigned[i];
    }
    return bytes;
  }

  /** The fault of the bad row that comes after so many others. */
  static Fault next(long badRowsBefore) {
    return badRowsBefore % FAULTS_TO_ONE_TOO_LONG == FAULTS_TO_ONE_TOO_LONG - 1
        ? TOO_LONG
        : ALL.get((int) (badRowsBefore % ALL.size()));
  }

  /** Why a job that needs type and amount rejects the row. */
  RejectReason reason() {
    return reason;
  }

  boolean endsRowBefore(int otherColumn) {
    return text == null && column == otherColumn;
  }

  boolean replaces(int otherColumn) {
    return text != null && column == otherColumn;
  }

  /** Appends what stands in the place of the field that it {@link #replaces}. */
  void writeTo(Utf8Buffer csv) {
    csv.bytes(Objects.requireNonNull(text));
  }
}
