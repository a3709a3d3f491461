package dev.flinkjobs.iteration;

import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.ResultFormat;
import java.util.List;

/** A value as the column that it may have been read from. */
record ValueFormat() implements ResultFormat<Long> {

  @Override
  public List<Column<Long>> layout() {
    return List.of(Column.whole(ValueDecoder.COLUMN, Long::longValue));
  }

  @Override
  public String print(Long value) {
    return String.valueOf(value);
  }
}
