package dev.flinkjobs.basics.tour;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** Any number of elements for each element. */
final class FlatMapTour {
  private FlatMapTour() {}

  static DataStream<String> results(StreamExecutionEnvironment env) {
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
}
