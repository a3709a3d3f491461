package dev.flinkjobs.transactions;

import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.output.RowWriter;
import dev.flinkjobs.record.Decimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * A total as {@code (Deposit, 7341.46)}, or as the group's columns, {@code total} and {@code
 * count}. Totals have at least one fractional digit.
 */
final class TotalsFormat implements ResultFormat<GroupTotal> {
  private static final long serialVersionUID = 1L;

  static final String TOTAL = "total";
  static final String COUNT = "count";

  private static final Decimal ONE_FRACTIONAL_DIGIT = Decimal.of(0, 1);

  private final List<String> groupBy;
  private final List<String> columns;

  TotalsFormat(List<String> groupBy) {
    this.groupBy = List.copyOf(groupBy);
    this.columns = Stream.concat(groupBy.stream(), Stream.of(TOTAL, COUNT)).toList();
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public List<String> key() {
    return groupBy;
  }

  @Override
  public List<ColumnType> types() {
    return Stream.concat(
            groupBy.stream().map(column -> ColumnType.TEXT),
            Stream.of(ColumnType.NUMBER, ColumnType.WHOLE))
        .toList();
  }

  /** With each row of the group the count is one more. */
  @Override
  public String version() {
    return COUNT;
  }

  @Override
  public void write(GroupTotal result, RowWriter row) {
    for (String value : result.group().values()) {
      row.text(value);
    }
    row.number(shown(result.total()));
    row.number(result.count());
  }

  @Override
  public String print(GroupTotal result) {
    return "(" + result.group() + ", " + shown(result.total()) + ")";
  }

  private static Decimal shown(Decimal total) {
    return total.scale() > 0 ? total : total.plus(ONE_FRACTIONAL_DIGIT);
  }
}
