package dev.flinkjobs.connectors.jdbc;

import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.output.RowWriter;
import dev.flinkjobs.record.Decimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A result with a value of each type. */
record Total(
    String group, String time, @Nullable Decimal total, long count, @Nullable String note) {

  static Total of(String group, String total, long count) {
    return new Total(group, "2024-05-11T10:00:00Z", Decimal.of(total), count, null);
  }

  /** By group and time; the one with the larger count is the newer. */
  static class Format implements ResultFormat<Total> {
    private static final long serialVersionUID = 1L;

    @Override
    public List<String> columns() {
      return List.of("group", "at", "total", "count", "is_large", "note");
    }

    @Override
    public List<ColumnType> types() {
      return List.of(
          ColumnType.TEXT,
          ColumnType.TIME,
          ColumnType.NUMBER,
          ColumnType.WHOLE,
          ColumnType.TRUTH,
          ColumnType.TEXT);
    }

    @Override
    public List<String> key() {
      return List.of("group", "at");
    }

    @Override
    public String version() {
      return "count";
    }

    @Override
    public void write(Total result, RowWriter row) {
      row.text(result.group());
      row.text(result.time());
      row.number(result.total());
      row.number(result.count());
      row.truth(result.count() > 10);
      row.text(result.note());
    }

    @Override
    public String print(Total result) {
      return result.toString();
    }
  }
}
