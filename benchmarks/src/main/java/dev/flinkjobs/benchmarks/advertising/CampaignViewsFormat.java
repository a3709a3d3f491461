package dev.flinkjobs.benchmarks.advertising;

import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.output.RowWriter;
import java.util.List;

/** {@code {"campaign_id":"…","window_start":1715421600000,"views":12}}. */
final class CampaignViewsFormat implements ResultFormat<CampaignViews> {
  private static final long serialVersionUID = 1L;

  @Override
  public List<String> columns() {
    return List.of("campaign_id", "window_start", "views");
  }

  @Override
  public List<ColumnType> types() {
    return List.of(ColumnType.TEXT, ColumnType.WHOLE, ColumnType.WHOLE);
  }

  @Override
  public List<String> key() {
    return List.of("campaign_id", "window_start");
  }

  @Override
  public void write(CampaignViews result, RowWriter row) {
    row.text(result.campaign());
    row.number(result.windowStart());
    row.number(result.views());
  }

  @Override
  public String print(CampaignViews result) {
    return result.campaign() + " " + result.windowStart() + ": " + result.views();
  }
}
