package dev.flinkjobs.benchmarks.advertising;

import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.ResultFormat;
import dev.localglobal.LateRow;
import java.util.List;

/** {@code {"campaign_id":"…","event_time":1715421600123}}. */
record LateViewFormat() implements ResultFormat<LateRow<View>> {

  @Override
  public List<Column<LateRow<View>>> layout() {
    return List.of(
        Column.text("campaign_id", late -> late.row().campaign()),
        Column.whole("event_time", LateRow::timestamp));
  }

  @Override
  public String print(LateRow<View> late) {
    return "late " + late.row().campaign() + " " + late.timestamp();
  }
}
