package dev.flinkjobs.sql;

import dev.flinkjobs.options.DisplayWidth;
import dev.flinkjobs.record.Visible;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * Makes of rows the lines of a table: numbers with thousands separators, to the right; columns as
 * wide as what stands in them, by the width that a terminal gives it. One element is the lines of
 * one row, the first has the names of the columns above it.
 *
 * <p>Rows wait for the end, since only then the widths are known; of more than {@value #MEASURED}
 * the first ones decide.
 */
final class ConsoleTable extends AbstractStreamOperator<String>
    implements OneInputStreamOperator<Row, String>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private static final int MEASURED = 1_000;
  private static final String GAP = "  ";

  private final List<String> columns;
  private final boolean[] right;
  private final SqlTimes times;

  /** Null once the widths are known. */
  private transient @Nullable List<List<String>> waiting;

  private transient int[] widths;

  /**
   * @param numbers those of the columns that are numbers, by their place
   */
  ConsoleTable(List<String> columns, List<Integer> numbers, SqlTimes times) {
    this.times = times;
    this.columns = List.copyOf(columns);
    this.right = new boolean[columns.size()];
    numbers.forEach(column -> right[column] = true);
    this.widths = new int[0];
  }

  @Override
  public void open() throws Exception {
    super.open();
    waiting = new ArrayList<>();
    widths = columns.stream().mapToInt(DisplayWidth::of).toArray();
  }

  @Override
  public void processElement(StreamRecord<Row> element) {
    List<String> cells = cells(element.getValue());
    if (waiting == null) {
      emit(line(cells));
      return;
    }
    for (int column = 0; column < widths.length; column++) {
      widths[column] = Math.max(widths[column], DisplayWidth.of(cells.get(column)));
    }
    waiting.add(cells);
    if (waiting.size() == MEASURED) {
      emitWaiting();
    }
  }

  @Override
  public void endInput() {
    emitWaiting();
  }

  private void emitWaiting() {
    if (waiting == null) {
      return;
    }
    String above = line(columns) + "\n";
    for (List<String> cells : waiting) {
      emit(above + line(cells));
      above = "";
    }
    waiting = null;
  }

  private void emit(String lines) {
    output.collect(new StreamRecord<>(lines));
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      String padding = " ".repeat(Math.max(0, widths[column] - DisplayWidth.of(cell)));
      line.append(column == 0 ? "" : GAP);
      line.append(right[column] ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }

  private List<String> cells(Row row) {
    List<String> cells = new ArrayList<>();
    for (int column = 0; column < row.getArity(); column++) {
      cells.add(cell(row.getField(column)));
    }
    return cells;
  }

  private String cell(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return String.format(Locale.ROOT, "%,." + Math.max(0, number.scale()) + "f", number);
    }
    return value instanceof Long number
        ? String.format(Locale.ROOT, "%,d", number)
        : Visible.text(RowFormat.text(value, times));
  }
}
