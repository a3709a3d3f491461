package dev.flinkjobs.sql;

import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.output.RowWriter;
import dev.flinkjobs.record.Decimal;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/**
 * A result as its columns, before them {@code op} where results are updated, or as Flink prints a
 * change: {@code +U[electronics, click, 2]}.
 */
final class RowFormat implements ResultFormat<Row> {
  private static final long serialVersionUID = 1L;

  static final String OP = "op";

  private final List<String> resultColumns;
  private final List<ColumnType> resultTypes;
  private final List<String> groupedBy;
  private final @Nullable String count;
  private final boolean isChangelog;
  private final SqlTimes times;

  /**
   * @param columns of the query
   * @param types of these
   * @param groupedBy those that the query groups by
   * @param count the one that counts the rows of the group; null if none does
   * @param isChangelog whether a row may take back or replace one before it
   * @param times how times are shown
   */
  RowFormat(
      List<String> columns,
      List<ColumnType> types,
      List<String> groupedBy,
      @Nullable String count,
      boolean isChangelog,
      SqlTimes times) {
    this.resultColumns = List.copyOf(columns);
    this.resultTypes = List.copyOf(types);
    this.groupedBy = List.copyOf(groupedBy);
    this.count = count;
    this.isChangelog = isChangelog;
    this.times = times;
  }

  @Override
  public List<String> columns() {
    return withOp(OP, resultColumns);
  }

  @Override
  public List<ColumnType> types() {
    return withOp(ColumnType.TEXT, resultTypes);
  }

  private <E> List<E> withOp(E op, List<E> others) {
    return isChangelog ? Stream.concat(Stream.of(op), others.stream()).toList() : others;
  }

  @Override
  public List<String> key() {
    return groupedBy;
  }

  @Override
  public @Nullable String version() {
    return count;
  }

  @Override
  public ResultFormat<Row> latest() {
    return isChangelog
        ? new RowFormat(resultColumns, resultTypes, groupedBy, count, false, times)
        : this;
  }

  @Override
  public boolean isTakenBack(Row result) {
    return result.getKind() == RowKind.UPDATE_BEFORE;
  }

  @Override
  public void write(Row result, RowWriter row) {
    if (isChangelog) {
      row.text(result.getKind().shortString());
    }
    for (int column = 0; column < result.getArity(); column++) {
      Object value = result.getField(column);
      if (value instanceof BigDecimal number) {
        row.number(Decimal.of(number));
      } else if (value instanceof Long number) {
        row.number(number);
      } else {
        row.text(value == null ? null : text(value, times));
      }
    }
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
