package dev.flinkjobs.output;

import dev.flinkjobs.record.Rejected;
import java.util.List;

/**
 * Rejected rows: in files with all that is needed to correct and replay them, on the console as one
 * line that says where to look and what is wrong.
 */
public record RejectedFormat() implements ResultFormat<Rejected> {
  /** The encoding is that of {@code raw}: {@code utf-8}, or {@code base64} of other bytes. */
  @Override
  public List<Column<Rejected>> layout() {
    return List.of(
        Column.text("id", Rejected::id).as(Column.Part.KEY),
        Column.text("file", Rejected::source),
        Column.whole("offset", Rejected::offset),
        Column.of("line", ColumnType.WHOLE, RejectedFormat::writeLine),
        Column.text("column", Rejected::column),
        Column.text("value", Rejected::value),
        Column.text("reason", rejected -> rejected.reason().text()),
        Column.text("raw", Rejected::raw),
        Column.text("encoding", rejected -> rejected.base64() ? "base64" : "utf-8"));
  }

  private static void writeLine(Rejected rejected, RowWriter row) {
    Long line = rejected.line();
    if (line == null) {
      row.text(null);
    } else {
      row.number(line);
    }
  }

  /** {@code rejected data/transactions.csv:17: amount '12,5' is not a number}. */
  @Override
  public String print(Rejected rejected) {
    return "rejected " + rejected.describe();
  }
}
