package dev.flinkjobs.sql;

import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.record.Decimal;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/**
 * A result as its columns, before them {@code op} where results are updated, or as Flink prints a
 * change: {@code +U[electronics, click, 2]}.
 *
 * @param names of the columns of the query
 * @param nameTypes the types of these
 * @param groupedBy those that the query groups by
 * @param count the one that counts the rows of the group; null if none does
 * @param isChangelog whether a row may take back or replace one before it
 * @param times how times are shown
 */
record RowFormat(
    List<String> names,
    List<ColumnType> nameTypes,
    List<String> groupedBy,
    @Nullable String count,
    boolean isChangelog,
    SqlTimes times)
    implements ResultFormat<Row> {

  static final String OP = "op";

  @Override
  public List<Column<Row>> layout() {
    List<Column<Row>> columns = new ArrayList<>();
    if (isChangelog) {
      columns.add(Column.text(OP, result -> result.getKind().shortString()));
    }
    for (int i = 0; i < names.size(); i++) {
      int at = i;
      Column<Row> column =
          Column.of(names.get(i), nameTypes.get(i), result -> value(result.getField(at)));
      columns.add(names.get(i).equals(count) ? column.as(Column.Part.VERSION) : column);
    }
    return Column.keyed(columns, groupedBy);
  }

  private @Nullable Object value(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return Decimal.of(number);
    }
    return value == null || value instanceof Long ? value : text(value, times);
  }

  @Override
  public ResultFormat<Row> latest() {
    return isChangelog ? new RowFormat(names, nameTypes, groupedBy, count, false, times) : this;
  }

  @Override
  public boolean isTakenBack(Row result) {
    return result.getKind() == RowKind.UPDATE_BEFORE;
  }

  @Override
  public String print(Row result) {
    StringJoiner values = new StringJoiner(", ", result.getKind().shortString() + "[", "]");
    for (int column = 0; column < result.getArity(); column++) {
      values.add(text(result.getField(column), times));
    }
    return values.toString();
  }

  /** A value in plain notation; a time in ISO-8601. */
  static String text(@Nullable Object value, SqlTimes times) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value instanceof LocalDateTime time ? times.text(time) : String.valueOf(value);
  }
}
