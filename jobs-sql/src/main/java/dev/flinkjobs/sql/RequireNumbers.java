package dev.flinkjobs.sql;

import dev.flinkjobs.ledger.Verdict;
import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.types.Row;

/**
 * Ends the job at a number that is NULL. No row of the input has one, so it is a sum with more
 * digits than its type, for which SQL says NULL and nothing else.
 *
 * @param numbers those of the columns that are numbers, by their place
 */
record RequireNumbers(List<String> columns, List<Integer> numbers, SqlTimes times)
    implements MapFunction<Row, Row> {
  @Override
  public Row map(Row row) {
    for (int column : numbers) {
      if (row.getField(column) == null) {
        throw new SuppressRestartsException(
            new Verdict(
                columns.get(column)
                    + describe(row)
                    + " has more digits than its DECIMAL, for which SQL says NULL; look for a value"
                    + " that is far too large, or group by more columns"));
      }
    }
    return row;
  }

  private String describe(Row row) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < row.getArity(); column++) {
      if (!numbers.contains(column)) {
        text.append(text.length() == 0 ? " of " : ", ")
            .append(columns.get(column))
            .append(' ')
            .append(RowFormat.text(row.getField(column), times));
      }
    }
    return text.toString();
  }
}
