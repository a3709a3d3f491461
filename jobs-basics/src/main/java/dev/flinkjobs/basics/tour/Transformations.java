package dev.flinkjobs.basics.tour;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.co.CoMapFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** The transformations of the tour that need no state of their own. */
final class Transformations {
  private static final OutputTag<Integer> ODD = new OutputTag<>("odd", Types.INT);

  private Transformations() {}

  /** One element for each element. */
  static DataStream<Integer> map(StreamExecutionEnvironment env) {
    return env.fromData(1, 2, 3, 4)
        .name("numbers")
        .uid("map-numbers")
        .map(number -> number * 2)
        .name("double")
        .uid("map-double");
  }

  /** Any number of elements for each element. */
  static DataStream<String> flatMap(StreamExecutionEnvironment env) {
    return env.fromData("hello", "hi")
        .name("words")
        .uid("flat-map-words")
        .flatMap(new Letters())
        .name("letters")
        .uid("flat-map-letters");
  }

  private static final class Letters implements FlatMapFunction<String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(String word, Collector<String> letters) {
      word.codePoints().mapToObj(Character::toString).forEach(letters::collect);
    }
  }

  /** Some of the elements. */
  static DataStream<Integer> filter(StreamExecutionEnvironment env) {
    return env.fromData(1, 2, 3, 4, 5, 6)
        .name("numbers")
        .uid("filter-numbers")
        .filter(number -> number % 2 == 0)
        .name("even")
        .uid("filter-even");
  }

  /** Each element joined with those of its key before it. */
  static DataStream<Tuple2<String, Integer>> keyByReduce(StreamExecutionEnvironment env) {
    return env.fromData(Tuple2.of("A", 1), Tuple2.of("B", 2), Tuple2.of("A", 3), Tuple2.of("B", 4))
        .name("pairs")
        .uid("reduce-pairs")
        .keyBy(pair -> pair.f0, Types.STRING)
        .reduce((sum, pair) -> Tuple2.of(pair.f0, sum.f1 + pair.f1))
        .name("reduce")
        .uid("reduce");
  }

  /** The sum of each key so far; look at its graph with {@code --explain=svg}. */
  static DataStream<Tuple2<String, Integer>> keyBySum(StreamExecutionEnvironment env) {
    return env.fromData(Tuple2.of("apple", 1), Tuple2.of("banana", 1), Tuple2.of("apple", 1))
        .name("fruit")
        .uid("sum-fruit")
        .keyBy(fruit -> fruit.f0, Types.STRING)
        .sum(1)
        .name("sum")
        .uid("sum");
  }

  /** Whatever a function makes of each element; it may also keep state and set timers. */
  static DataStream<Integer> process(StreamExecutionEnvironment env) {
    return env.fromData(1, 2, 3, 4, 5, 6)
        .name("numbers")
        .uid("process-numbers")
        .process(new DoubleEven())
        .name("double even ones")
        .uid("process-double-even");
  }

  private static final class DoubleEven extends ProcessFunction<Integer, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Integer number, Context context, Collector<Integer> out) {
      out.collect(number % 2 == 0 ? number * 2 : number);
    }
  }

  /** Streams of one type as one stream, in whatever order their elements come. */
  static DataStream<Integer> union(StreamExecutionEnvironment env) {
    DataStream<Integer> low = env.fromData(1, 2, 3).name("low").uid("union-low");
    DataStream<Integer> high = env.fromData(4, 5, 6).name("high").uid("union-high");
    return low.union(high);
  }

  /** Two streams of different types into one function. */
  static DataStream<String> coMap(StreamExecutionEnvironment env) {
    DataStream<Integer> numbers = env.fromData(1, 2).name("numbers").uid("co-map-numbers");
    return env.fromData("A", "B")
        .name("texts")
        .uid("co-map-texts")
        .connect(numbers)
        .map(new Describe())
        .name("describe")
        .uid("co-map-describe");
  }

  private static final class Describe implements CoMapFunction<String, Integer, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String map1(String text) {
      return "String: " + text;
    }

    @Override
    public String map2(Integer number) {
      return "Int: " + number;
    }
  }

  /** One stream split in two: what the function does not send on goes to its side output. */
  static DataStream<String> sideOutput(StreamExecutionEnvironment env) {
    SingleOutputStreamOperator<Integer> even =
        env.fromData(1, 2, 3, 4, 5, 6)
            .name("numbers")
            .uid("side-output-numbers")
            .process(new Split())
            .name("split")
            .uid("side-output-split");
    DataStream<Integer> odd = even.getSideOutput(ODD);
    return even.map(number -> "even: " + number)
        .name("even")
        .uid("side-output-even")
        .union(odd.map(number -> "odd: " + number).name("odd").uid("side-output-odd"));
  }

  private static final class Split extends ProcessFunction<Integer, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Integer number, Context context, Collector<Integer> even) {
      if (number % 2 == 0) {
        even.collect(number);
      } else {
        context.output(ODD, number);
      }
    }
  }

  /**
   * Elements sent to the subtask that a function of ours chooses: even ones to 0, odd ones to 1.
   */
  static DataStream<String> customPartitioner(StreamExecutionEnvironment env) {
    return env.fromData(1, 2, 3, 4, 5, 6)
        .name("numbers")
        .uid("partition-numbers")
        .partitionCustom((number, subtasks) -> number % subtasks, number -> number)
        .map(new WithSubtask())
        .setParallelism(2)
        .name("with subtask")
        .uid("partition-with-subtask");
  }

  private static final class WithSubtask extends RichMapFunction<Integer, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String map(Integer number) {
      int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
      return "subtask " + subtask + ": " + number;
    }
  }
}
