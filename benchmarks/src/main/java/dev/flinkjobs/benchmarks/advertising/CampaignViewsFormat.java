package dev.flinkjobs.benchmarks.advertising;

import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.ResultFormat;
import java.util.List;

/** {@code {"campaign_id":"…","window_start":1715421600000,"views":12}}. */
record CampaignViewsFormat() implements ResultFormat<CampaignViews> {

  @Override
  public List<Column<CampaignViews>> layout() {
    return List.of(
        Column.text("campaign_id", CampaignViews::campaign).as(Column.Part.KEY),
        Column.<CampaignViews>whole("window_start", CampaignViews::windowStart).as(Column.Part.KEY),
        Column.whole("views", CampaignViews::views));
  }

  @Override
  public String print(CampaignViews result) {
    return result.campaign() + " " + result.windowStart() + ": " + result.views();
  }
}
