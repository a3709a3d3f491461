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
  private final ResultFormat<T> format;
  private transient @Nullable List<Column<T>> keys;

  KeyFits(Dialect dialect, ResultFormat<T> format) {
    this.dialect = dialect;
    this.format = format;
  }

  @Override
  public boolean filter(T result) {
    if (keys == null) {
      keys =
          format.layout().stream()
              .filter(c -> c.part() == Column.Part.KEY && c.type() == ColumnType.TEXT)
              .toList();
    }
    List<String> texts = new ArrayList<>();
    for (Column<T> key : keys) {
      if (key.value().apply(result) instanceof String text) {
        texts.add(dialect.value(ColumnType.TEXT, text));
      }
    }
    return dialect.takesKey(texts);
  }
}
