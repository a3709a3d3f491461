package dev.flinkjobs.benchmarks.advertising;

import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Says of a count which campaign and window it is of. */
final class NameWindow extends ProcessWindowFunction<Long, CampaignViews, String, TimeWindow> {
  private static final long serialVersionUID = 1L;

  @Override
  public void process(
      String campaign, Context context, Iterable<Long> counts, Collector<CampaignViews> results) {
    counts.forEach(
        views -> results.collect(new CampaignViews(campaign, context.window().getStart(), views)));
  }
}
