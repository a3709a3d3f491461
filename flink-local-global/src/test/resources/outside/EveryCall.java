import dev.localglobal.Emit;
import dev.localglobal.LocalGlobal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Prints a line for each result: the call, the key or value, the rest. */
public class EveryCall {
  public record Measurement(String key, long time, long value) {}

  public static class Average {
    public long sum;
    public long count;
  }

  public static class AverageAggregate
      implements AggregateFunction<Measurement, Average, Double> {
    @Override
    public Average createAccumulator() {
      return new Average();
    }

    @Override
    public Average add(Measurement row, Average average) {
      average.sum += row.value();
      average.count++;
      return average;
    }

    @Override
    public Average merge(Average a, Average b) {
      a.sum += b.sum;
      a.count += b.count;
      return a;
    }

    @Override
    public Double getResult(Average average) {
      return (double) average.sum / average.count;
    }
  }

  public static class WithWindow extends ProcessWindowFunction<Double, String, String, TimeWindow> {
    @Override
    public void process(String key, Context context, Iterable<Double> averages, Collector<String> out) {
      out.collect(key + " " + context.window() + " " + averages.iterator().next());
    }
  }

  /** A watermark behind each row: nothing depends on the clock. */
  public static class BehindEachRow implements WatermarkGenerator<Measurement> {
    private long greatest = Long.MIN_VALUE + 1000;

    @Override
    public void onEvent(Measurement row, long timestamp, WatermarkOutput output) {
      greatest = Math.max(greatest, timestamp);
      output.emitWatermark(new Watermark(greatest - 100));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  private static final OutputTag<Measurement> LATE = new OutputTag<>("late") {};

  private static List<Measurement> measurements() {
    Random random = new Random(7);
    List<Measurement> all = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      all.add(
          new Measurement("k" + random.nextInt(5), i * 10L - random.nextInt(400), random.nextInt(100)));
    }
    return all;
  }

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(3);
    env.enableCheckpointing(100);
    DataStream<Measurement> rows =
        env.fromData(measurements())
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Measurement>forGenerator(context -> new BehindEachRow())
                    .withTimestampAssigner((row, before) -> row.time()))
            .setParallelism(1);
    SingleOutputStreamOperator<Double> averages =
        LocalGlobal.of(rows)
            .keyBy(Measurement::key)
            .window(TumblingEventTimeWindows.of(Duration.ofSeconds(1), Duration.ofMillis(300)))
            .allowedLateness(Duration.ofMillis(150))
            .sideOutputLateData(LATE)
            .aggregate(new AverageAggregate())
            .name("averages")
            .uid("averages");
    DataStream<String> lines =
        averages
            .map(average -> "average " + average)
            .union(
                averages.getSideOutput(LATE).map(row -> "late " + row.key() + " " + row),
                LocalGlobal.of(rows)
                    .keyBy(row -> row.key(), Types.STRING)
                    .window(SlidingEventTimeWindows.of(Duration.ofSeconds(1), Duration.ofMillis(300)))
                    .aggregate(new AverageAggregate(), new WithWindow())
                    .map(line -> "sliding " + line),
                LocalGlobal.of(rows)
                    .keyBy(row -> row.key())
                    .window(EventTimeSessionWindows.withGap(Duration.ofMillis(80)))
                    .aggregate(new AverageAggregate(), new WithWindow())
                    .uid("sessions")
                    .map(line -> "session " + line),
                LocalGlobal.of(rows)
                    .keyBy(Measurement::key)
                    .reduce((a, b) -> new Measurement(a.key(), b.time(), a.value() + b.value()))
                    .map(row -> "reduce " + row.key() + " " + row));
    if (args.length > 0) {
      DataStream<Measurement> more = rows;
      lines =
          lines.union(
              emitted(more, Emit.perRow(), "per-row"),
              emitted(more, Emit.every(Duration.ofMillis(10)), "every"),
              emitted(more, Emit.atEnd(), "at-end"));
    }
    try (CloseableIterator<String> all = lines.executeAndCollect()) {
      all.forEachRemaining(System.out::println);
    }
  }

  private static DataStream<String> emitted(
      DataStream<Measurement> more, Emit emit, String name) {
    return LocalGlobal.of(more)
        .keyBy(Measurement::key)
        .aggregate(new AverageAggregate(), emit)
        .name(name)
        .map(average -> name + " - " + average);
  }
}
