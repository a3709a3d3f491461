package dev.flinkjobs.benchmarks.advertising;

import dev.flinkjobs.run.Flow;
import dev.flinkjobs.run.JobRunner;
import dev.localglobal.LocalGlobal;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.util.OutputTag;

/** How often are the ads of each campaign seen, in each window of time? */
public final class AdvertisingJob {
  private static final OutputTag<String> LATE = new OutputTag<>("late", Types.STRING);

  private AdvertisingJob() {}

  public static void main(String[] args) {
    JobRunner.run(args, AdvertisingOptions::new, AdvertisingJob::wire);
  }

  static void wire(Flow flow, AdvertisingOptions options) {
    SingleOutputStreamOperator<String> viewed =
        flow.read("events", new AdEventDecoder(), options.eventTime())
            .process(new ViewedCampaigns(options.campaigns()))
            .name("viewed campaigns")
            .uid("viewed-campaigns");
    flow.filtered(viewed.getSideOutput(ViewedCampaigns.FILTERED));
    SingleOutputStreamOperator<CampaignViews> views =
        LocalGlobal.of(viewed)
            .chained(flow.isChained())
            .keyBy(campaign -> campaign)
            .window(TumblingEventTimeWindows.of(options.window()))
            .sideOutputLateData(LATE)
            .aggregate(new CountViews(), new NameWindow())
            .name("views")
            .uid("views");
    flow.write("results", views, new CampaignViewsFormat());
    DataStream<LateView> late =
        views.getSideOutput(LATE).process(new TimeOfLate()).name("late views").uid("late-views");
    flow.writeLate(late, new LateViewFormat());
  }
}
