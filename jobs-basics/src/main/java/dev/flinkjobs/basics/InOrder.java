package dev.flinkjobs.basics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.streaming.api.functions.windowing.ProcessAllWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** The words of a window, the most frequent first, equally frequent ones by their letters. */
final class InOrder extends ProcessAllWindowFunction<WordCount, WordCount, TimeWindow> {
  private static final long serialVersionUID = 1L;

  @Override
  public void process(Context context, Iterable<WordCount> counts, Collector<WordCount> out) {
    List<WordCount> sorted = new ArrayList<>();
    counts.forEach(sorted::add);
    sorted.sort(
        Comparator.comparingLong(WordCount::count).reversed().thenComparing(WordCount::word));
    sorted.forEach(out::collect);
  }
}
