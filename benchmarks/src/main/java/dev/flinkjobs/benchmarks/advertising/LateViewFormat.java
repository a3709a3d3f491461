package dev.flinkjobs.benchmarks.advertising;

import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.output.RowWriter;
import dev.localglobal.LateRow;
import java.util.List;

/** {@code {"campaign_id":"…","event_time":1715421600123}}. */
final class LateViewFormat implements ResultFormat<LateRow<View>> {
  private static final long serialVersionUID = 1L;

  @Override
  public List<String> columns() {
    return List.of("campaign_id", "event_time");
  }

  @Override
  public List<ColumnType> types() {
    return List.of(ColumnType.TEXT, ColumnType.WHOLE);
  }

  @Override
  public void write(LateRow<View> late, RowWriter row) {
    row.text(late.row().campaign());
    row.number(late.timestamp());
  }

  @Override
  public String print(LateRow<View> late) {
    return "late " + late.row().campaign() + " " + late.timestamp();
  }
}
