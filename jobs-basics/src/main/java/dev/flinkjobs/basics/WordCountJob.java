package dev.flinkjobs.basics;

import dev.flinkjobs.csv.LineDecoder;
import dev.flinkjobs.run.Flow;
import dev.flinkjobs.run.JobRunner;
import dev.localglobal.LocalGlobal;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;

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
}
