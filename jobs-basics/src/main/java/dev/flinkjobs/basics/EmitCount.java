package dev.flinkjobs.basics;

import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Adds to a count what was counted, and when. */
final class EmitCount extends ProcessWindowFunction<Long, WordCount, String, TimeWindow> {
  private static final long serialVersionUID = 1L;

  @Override
  public void process(
      String word, Context context, Iterable<Long> count, Collector<WordCount> out) {
    TimeWindow window = context.window();
    out.collect(new WordCount(word, count.iterator().next(), window.getStart(), window.getEnd()));
  }
}
