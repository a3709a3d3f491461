package dev.flinkjobs.basics;

import dev.flinkjobs.csv.LineDecoder;
import dev.flinkjobs.run.Flow;
import dev.flinkjobs.run.JobRunner;
import dev.localglobal.LocalGlobal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessAllWindowFunction;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** How often does each word come in each few seconds? */
public final class WordCountJob {
  private WordCountJob() {}

  public static void main(String[] args) {
    JobRunner.run(args, WordCountOptions::new, WordCountJob::build);
  }

  static void build(Flow flow, WordCountOptions options) {
    DataStream<String> lines = flow.readOnArrival("lines", new LineDecoder());
    flow.write(
        "counts",
        topology(lines, options.window(), options.keepCase(), flow.isChained()),
        new WordCountFormat());
  }

  /**
   * The counts of each window, in order.
   *
   * @param lines with timestamps, which their words have too
   * @param chained whether one subtask does all, without a shuffle
   */
  static DataStream<WordCount> topology(
      DataStream<String> lines, Duration window, boolean keepCase, boolean chained) {
    return LocalGlobal.of(lines, line -> Words.in(line, keepCase))
        .returns(Types.STRING)
        .chained(chained)
        .keyBy(word -> word)
        .window(TumblingEventTimeWindows.of(window))
        .aggregate(new CountWords(), new EmitCount())
        .name("count words")
        .uid("count-words")
        // Each count has the time of its window, and so falls into the same window here.
        .windowAll(TumblingEventTimeWindows.of(window))
        .process(new InOrder())
        .name("in order")
        .uid("in-order");
  }

  /** Counts, and keeps nothing of a word but its count. */
  private record CountWords() implements AggregateFunction<String, Long, Long> {
    @Override
    public Long createAccumulator() {
      return 0L;
    }

    @Override
    public Long add(String word, Long count) {
      return count + 1;
    }

    @Override
    public Long getResult(Long count) {
      return count;
    }

    @Override
    public Long merge(Long one, Long other) {
      return one + other;
    }
  }

  /** Adds to a count what was counted, and when. */
  private static final class EmitCount
      extends ProcessWindowFunction<Long, WordCount, String, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        String word,
        ProcessWindowFunction<Long, WordCount, String, TimeWindow>.Context context,
        Iterable<Long> count,
        Collector<WordCount> out) {
      TimeWindow window = context.window();
      out.collect(new WordCount(word, count.iterator().next(), window.getStart(), window.getEnd()));
    }
  }

  /** The words of a window, the most frequent first, equally frequent ones by their letters. */
  private static final class InOrder
      extends ProcessAllWindowFunction<WordCount, WordCount, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        ProcessAllWindowFunction<WordCount, WordCount, TimeWindow>.Context context,
        Iterable<WordCount> counts,
        Collector<WordCount> out) {
      List<WordCount> sorted = new ArrayList<>();
      counts.forEach(sorted::add);
      sorted.sort(
          Comparator.comparingLong(WordCount::count).reversed().thenComparing(WordCount::word));
      sorted.forEach(out::collect);
    }
  }
}
