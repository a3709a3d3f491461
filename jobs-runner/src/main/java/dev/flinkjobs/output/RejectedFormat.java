package dev.flinkjobs.output;

import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.Rejected;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rejected rows: in files with all that is needed to correct and replay them, on the console as one
 * line that says where to look and what is wrong.
 *
 * @param isCut whether the number of bytes that were left out of the row is a column, too
 */
public record RejectedFormat(boolean isCut) implements ResultFormat<Rejected> {
  /** Of rows that are whole. */
  public RejectedFormat() {
    this(false);
  }

  /** The encoding is that of {@code raw}: {@code utf-8}, or {@code base64} of other bytes. */
  @Override
  public List<Column<Rejected>> layout() {
    List<Column<Rejected>> columns =
        List.of(
            Column.text("id", Rejected::id).as(Column.Part.KEY),
            Column.text("file", Rejected::source),
            Column.whole("offset", Rejected::offset),
            Column.of("line", ColumnType.WHOLE, Rejected::line),
            Column.text("column", Rejected::column),
            Column.text("value", Rejected::value),
            Column.text("reason", rejected -> rejected.reason().text()),
            Column.text("raw", Rejected::raw),
            Column.text("encoding", rejected -> rejected.base64() ? "base64" : "utf-8"));
    Column<Rejected> cut = Column.of("cut", ColumnType.WHOLE, Rejected::cut);
    return isCut ? Stream.concat(columns.stream(), Stream.of(cut)).toList() : columns;
  }

  @Override
  public Rejected cut(Rejected rejected, double share) {
    return rejected.cut(share);
  }

  @Override
  public ResultFormat<Rejected> ofCut() {
    return new RejectedFormat(true);
  }

  /**
   * {@code rejected data/transactions.csv:17: amount '12,5' is not a number}, or {@code duplicate
   * data/transactions.csv:18: transaction_id '1001' was there before}.
   */
  @Override
  public String print(Rejected rejected) {
    boolean isDuplicate = rejected.reason() == RejectReason.DUPLICATE;
    return (isDuplicate ? "duplicate " : "rejected ") + rejected.describe();
  }
}
