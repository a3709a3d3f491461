package dev.flinkjobs.transactions;

import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.ResultFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * A total as {@code (Deposit, 7341.46)}, or as the group's columns, {@code total} and {@code
 * count}. Totals have at least one fractional digit.
 */
record TotalsFormat(List<String> groupBy) implements ResultFormat<GroupTotal> {

  static final String TOTAL = "total";
  static final String COUNT = "count";

  /** With each row of the group the count is one more. */
  @Override
  public List<Column<GroupTotal>> layout() {
    List<Column<GroupTotal>> columns =
        new ArrayList<>(Column.texts(groupBy, result -> result.group().values()));
    columns.add(Column.number(TOTAL, result -> result.total().withFraction()));
    columns.add(Column.<GroupTotal>whole(COUNT, GroupTotal::count).as(Column.Part.VERSION));
    return Column.keyed(columns, groupBy);
  }

  @Override
  public Object keyObject(GroupTotal result) {
    return result.group();
  }

  @Override
  public String print(GroupTotal result) {
    return "(" + result.group() + ", " + result.total().withFraction() + ")";
  }
}
