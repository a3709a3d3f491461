package dev.flinkjobs.benchmarks.advertising;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Says of a late view when it was. */
final class TimeOfLate extends ProcessFunction<String, LateView> {
  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(String campaign, Context context, Collector<LateView> late) {
    late.collect(new LateView(campaign, context.timestamp()));
  }
}
