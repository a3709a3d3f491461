package dev.flinkjobs.connectors.jdbc;

import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.output.RowWriter;
import dev.flinkjobs.record.Decimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the values of one row as the database reads them. */
final class RowValues implements RowWriter {
  private final Dialect dialect;
  private final List<Table.Column> columns;
  private final @Nullable String[] values;
  private int at;

  RowValues(Dialect dialect, Table table) {
    this.dialect = dialect;
    this.columns = table.columns();
    this.values = new String[columns.size()];
  }

  /** The row whose last value, that of {@link Table#RUN}, is given here. */
  @Nullable String[] take(String run) {
    if (at != columns.size() - 1) {
      throw new IllegalStateException(at + " values and one for the columns " + columns);
    }
    values[at] = run;
    at = 0;
    return Arrays.copyOf(values, values.length);
  }

  @Override
  public void text(@Nullable String value) {
    ColumnType type = columns.get(at).type();
    if (value != null && type != ColumnType.TIME) {
      expect(ColumnType.TEXT);
    }
    values[at++] = value == null ? null : dialect.value(type, value);
  }

  @Override
  public void number(@Nullable Decimal value) {
    expect(ColumnType.NUMBER);
    values[at++] = value == null ? null : dialect.value(ColumnType.NUMBER, value.toString());
  }

  @Override
  public void number(long value) {
    if (columns.get(at).type() != ColumnType.NUMBER) {
      expect(ColumnType.WHOLE);
    }
    values[at] = dialect.value(columns.get(at).type(), String.valueOf(value));
    at++;
  }

  @Override
  public void truth(boolean value) {
    expect(ColumnType.TRUTH);
    values[at++] = dialect.value(ColumnType.TRUTH, String.valueOf(value));
  }

  private void expect(ColumnType type) {
    if (columns.get(at).type() != type) {
      throw new IllegalStateException(columns.get(at) + " gets a " + type);
    }
  }
}
