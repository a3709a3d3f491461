package dev.flinkjobs.basics.tour;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Whatever a function makes of each element; it may also keep state and set timers. */
final class ProcessTour {
  private ProcessTour() {}

  static DataStream<Integer> results(StreamExecutionEnvironment env) {
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
}
