package dev.flinkjobs.benchmarks.advertising;

import dev.flinkjobs.record.RowBatch;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Filter, projection and join: the campaign of each view. Says of each other event why not. */
final class ViewedCampaigns extends ProcessFunction<RowBatch<AdEvent>, View> {
  private static final long serialVersionUID = 1L;

  static final OutputTag<String> FILTERED = new OutputTag<>("filtered", Types.STRING);

  private final Campaigns campaigns;

  ViewedCampaigns(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  @Override
  public void processElement(RowBatch<AdEvent> events, Context context, Collector<View> viewed) {
    for (AdEvent event : events.rows()) {
      add(event, context, viewed);
    }
  }

  private void add(AdEvent event, Context context, Collector<View> viewed) {
    String campaign = campaigns.of(event.ad());
    if (!event.type().equals("view")) {
      context.output(FILTERED, "no view");
    } else if (campaign == null) {
      context.output(FILTERED, "ad of no campaign");
    } else {
      viewed.collect(new View(campaign, event.timestamp()));
    }
  }
}
