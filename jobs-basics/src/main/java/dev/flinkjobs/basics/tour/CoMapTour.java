package dev.flinkjobs.basics.tour;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.CoMapFunction;

/** Two streams of different types into one function. */
final class CoMapTour {
  private CoMapTour() {}

  static DataStream<String> results(StreamExecutionEnvironment env) {
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
}
