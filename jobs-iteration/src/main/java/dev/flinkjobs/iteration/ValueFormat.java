package dev.flinkjobs.iteration;

import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.output.RowWriter;
import java.util.List;

/** A value as the column that it may have been read from. */
final class ValueFormat implements ResultFormat<Long> {
  private static final long serialVersionUID = 1L;

  @Override
  public List<String> columns() {
    return ValueDecoder.COLUMNS;
  }

  @Override
  public List<ColumnType> types() {
    return List.of(ColumnType.WHOLE);
  }

  @Override
  public void write(Long value, RowWriter row) {
    row.number(value);
  }

  @Override
  public String print(Long value) {
    return String.valueOf(value);
  }
}
