package dev.flinkjobs.windows;

import dev.flinkjobs.record.GroupKey;
import dev.localglobal.LocalGlobal;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Adds to a result its key and its window, and how often the window was emitted before. */
class WindowResults
    extends ProcessWindowFunction<AggregateResult, WindowResult, GroupKey, TimeWindow> {
  private static final long serialVersionUID = 1L;

  @Override
  public void process(
      GroupKey key,
      Context context,
      Iterable<AggregateResult> aggregates,
      Collector<WindowResult> out) {
    TimeWindow window = context.window();
    int revision = LocalGlobal.revision(context) + 1;
    AggregateResult aggregate = aggregates.iterator().next();
    out.collect(new WindowResult(key, window.getStart(), window.getEnd(), aggregate, revision));
  }
}
