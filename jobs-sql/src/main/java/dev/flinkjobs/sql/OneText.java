package dev.flinkjobs.sql;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.types.Row;

/** The text in rows of one column. */
final class OneText implements MapFunction<Row, String> {
  private static final long serialVersionUID = 1L;

  @Override
  public String map(Row row) {
    return String.valueOf(row.getField(0));
  }
}
