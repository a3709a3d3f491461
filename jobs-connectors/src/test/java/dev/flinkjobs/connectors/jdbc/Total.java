package dev.flinkjobs.connectors.jdbc;

import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.ResultFormat;
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
    public List<Column<Total>> layout() {
      List<Column<Total>> columns =
          List.of(
              Column.text("group", Total::group),
              Column.time("at", Total::time),
              Column.number("total", Total::total),
              Column.<Total>whole("count", Total::count).as(Column.Part.VERSION),
              Column.truth("is_large", total -> total.count() > 10),
              Column.text("note", Total::note));
      return Column.keyed(columns, List.of("group", "at"));
    }

    @Override
    public String print(Total result) {
      return result.toString();
    }
  }
}
