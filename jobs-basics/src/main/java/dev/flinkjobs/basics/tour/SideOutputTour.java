package dev.flinkjobs.basics.tour;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** One stream split in two: what the function does not send on goes to its side output. */
final class SideOutputTour {
  private SideOutputTour() {}

  private static final OutputTag<Integer> ODD = new OutputTag<>("odd", Types.INT);

  static DataStream<String> results(StreamExecutionEnvironment env) {
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
}
