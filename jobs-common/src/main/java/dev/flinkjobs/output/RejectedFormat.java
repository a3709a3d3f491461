package dev.flinkjobs.output;

import dev.flinkjobs.record.Rejected;
import java.util.ArrayList;
import java.util.List;

/**
 * Rejected rows: in files with all that is needed to correct and replay them, on the console as one
 * line that says where to look and what is wrong.
 */
public final class RejectedFormat implements ResultFormat<Rejected> {
  private static final long serialVersionUID = 1L;

  @Override
  public List<String> columns() {
    return List.of("id", "file", "offset", "line", "column", "value", "reason", "raw", "encoding");
  }

  @Override
  public List<ColumnType> types() {
    List<ColumnType> types = new ArrayList<>(ResultFormat.super.types());
    types.set(columns().indexOf("offset"), ColumnType.WHOLE);
    types.set(columns().indexOf("line"), ColumnType.WHOLE);
    return types;
  }

  @Override
  public List<String> key() {
    return List.of("id");
  }

  /** The encoding is that of {@code raw}: {@code utf-8}, or {@code base64} of other bytes. */
  @Override
  public void write(Rejected rejected, RowWriter row) {
    row.text(rejected.id());
    row.text(rejected.source());
    row.number(rejected.offset());
    Long line = rejected.line();
    if (line == null) {
      row.text(null);
    } else {
      row.number(line);
    }
    row.text(rejected.column());
    row.text(rejected.value());
    row.text(rejected.reason().text());
    row.text(rejected.raw());
    row.text(rejected.base64() ? "base64" : "utf-8");
  }

  /** {@code rejected data/transactions.csv:17: amount '12,5' is not a number}. */
  @Override
  public String print(Rejected rejected) {
    return "rejected " + rejected.describe();
  }
}
