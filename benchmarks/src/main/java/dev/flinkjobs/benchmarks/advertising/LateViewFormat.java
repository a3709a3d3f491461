package dev.flinkjobs.benchmarks.advertising;

import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.ResultFormat;
import java.util.List;

/** {@code {"campaign_id":"…","event_time":1715421600123}}. */
record LateViewFormat() implements ResultFormat<LateView> {

  @Override
  public List<Column<LateView>> layout() {
    return List.of(
        Column.text("campaign_id", LateView::campaign),
        Column.whole("event_time", LateView::timestamp));
  }

  @Override
  public String print(LateView late) {
    return "late " + late.campaign() + " " + late.timestamp();
  }
}
