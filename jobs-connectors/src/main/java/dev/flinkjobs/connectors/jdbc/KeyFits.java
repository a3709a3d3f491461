package dev.flinkjobs.connectors.jdbc;

import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.output.ResultFormat;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.FilterFunction;
import org.jspecify.annotations.Nullable;

/** Whether the database takes the key of a result: that of a table has a largest size. */
final class KeyFits<T> implements FilterFunction<T> {
  private static final long serialVersionUID = 1L;

  private final Dialect dialect;
  private final Table table;
  private final ResultFormat<T> format;

  @SuppressWarnings("NullAway.Init") // With the values.
  private transient List<Column<T>> layout;

  private transient @Nullable RowValues values;

  KeyFits(Dialect dialect, Table table, ResultFormat<T> format) {
    this.dialect = dialect;
    this.table = table;
    this.format = format;
  }

  @Override
  public boolean filter(T result) {
    if (values == null) {
      layout = format.layout();
      values = new RowValues(dialect, table);
    }
    Column.writeAll(layout, result, values);
    @Nullable String[] row = values.take("");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < row.length; i++) {
      Table.Column column = table.columns().get(i);
      String value = row[i];
      if (value != null
          && column.type() == ColumnType.TEXT
          && table.key().contains(column.name())) {
        texts.add(value);
      }
    }
    return dialect.takesKey(texts);
  }
}
