package dev.flinkjobs.benchmarks.advertising;

import dev.flinkjobs.run.Flow;
import dev.flinkjobs.run.JobRunner;
import dev.localglobal.LateRow;
import dev.localglobal.LocalGlobal;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/** How often are the ads of each campaign seen, in each window of event time? */
public final class AdvertisingJob {
  private static final OutputTag<LateRow<View>> LATE =
      new OutputTag<>("late", LateRow.type(TypeInformation.of(View.class)));

  private AdvertisingJob() {}

  public static void main(String[] args) {
    JobRunner.run(args, AdvertisingOptions::new, AdvertisingJob::build);
  }

  static void build(Flow flow, AdvertisingOptions options) {
    SingleOutputStreamOperator<View> viewed =
        flow.readBatches("events", new AdEventDecoder(), options.eventTime())
            .process(new ViewedCampaigns(options.campaigns()))
            .name("viewed campaigns")
            .uid("viewed-campaigns");
    flow.filtered(viewed.getSideOutput(ViewedCampaigns.FILTERED));
    SingleOutputStreamOperator<CampaignViews> views =
        LocalGlobal.of(viewed)
            .withTimestampAssigner((view, none) -> view.timestamp())
            .chained(flow.isChained())
            .keyBy(View::campaign)
            .window(options.windows())
            .sideOutputLateRows(LATE)
            .aggregate(new CountViews(), new NameWindow())
            .name("views")
            .uid("views");
    flow.write("results", views, new CampaignViewsFormat());
    flow.writeLate(views.getSideOutput(LATE), new LateViewFormat());
  }
}
