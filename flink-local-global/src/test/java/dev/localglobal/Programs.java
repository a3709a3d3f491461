package dev.localglobal;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Programs of tests, with {@code LocalGlobal.of} and without it. */
final class Programs {
  static final OutputTag<Row> LATE = new OutputTag<>("late", TypeInformation.of(Row.class));

  static final OutputTag<LateRow<Row>> MISSED =
      new OutputTag<>("missed", LateRow.type(TypeInformation.of(Row.class)));

  private Programs() {}

  /** What a window comes to. */
  public record Result(String key, long start, long end, String sum) {}

  /** Windows as a test names them: {@code tumbling:5}, {@code sliding:7/3+1} and so on. */
  static WindowAssigner<? super Row, TimeWindow> windows(String name) {
    String[] parts = name.split("[:/+]", -1);
    return switch (parts[0]) {
      case "tumbling" ->
          parts.length == 2
              ? TumblingEventTimeWindows.of(millis(parts[1]))
              : TumblingEventTimeWindows.of(millis(parts[1]), millis(parts[2]));
      case "sliding" ->
          parts.length == 3
              ? SlidingEventTimeWindows.of(millis(parts[1]), millis(parts[2]))
              : SlidingEventTimeWindows.of(millis(parts[1]), millis(parts[2]), millis(parts[3]));
      case "session" -> EventTimeSessionWindows.withGap(millis(parts[1]));
      case "irregular" ->
          new IrregularWindows(
              LongStream.range(-200, 2000).map(i -> i * 6 + i % 3).boxed().toList());
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Duration millis(String text) {
    return Duration.ofMillis(Long.parseLong(text));
  }

  static StreamExecutionEnvironment environment() {
    Configuration config = new Configuration();
    config.set(PipelineOptions.GENERIC_TYPES, false);
    config.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    return StreamExecutionEnvironment.getExecutionEnvironment(config);
  }

  static DataStream<Row> rows() {
    return environment().fromData(new Row("a", 0, 0));
  }

  /** What windows are made of, in Flink or here. */
  record Windowing(String windows, long lateness, Sum.Merge merge, boolean isStateful) {
    ProcessWindowFunction<String, Result, String, TimeWindow> function() {
      return isStateful ? new Stateful(!windows.startsWith("session")) : new Results();
    }
  }

  static SingleOutputStreamOperator<Result> flink(Windowing windowing) {
    return rows()
        .keyBy(Row::key)
        .window(windows(windowing.windows))
        .allowedLateness(Duration.ofMillis(windowing.lateness))
        .sideOutputLateData(LATE)
        .aggregate(new Sum.Function(windowing.merge), windowing.function());
  }

  static SingleOutputStreamOperator<Result> localGlobal(Windowing windowing, boolean isChained) {
    return LocalGlobal.of(rows())
        .chained(isChained)
        .keyBy(Row::key)
        .window(windows(windowing.windows))
        .allowedLateness(Duration.ofMillis(windowing.lateness))
        .sideOutputLateData(LATE)
        .sideOutputLateRows(MISSED)
        .aggregate(new Sum.Function(windowing.merge), windowing.function());
  }

  /** Adds key and window. */
  static final class Results extends ProcessWindowFunction<String, Result, String, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(String key, Context context, Iterable<String> sums, Collector<Result> out) {
      TimeWindow window = context.window();
      out.collect(new Result(key, window.getStart(), window.getEnd(), sums.iterator().next()));
    }
  }

  static <T> List<T> ofKey(List<T> all, java.util.function.Function<T, String> key, String wanted) {
    return all.stream().filter(one -> key.apply(one).equals(wanted)).toList();
  }
}
