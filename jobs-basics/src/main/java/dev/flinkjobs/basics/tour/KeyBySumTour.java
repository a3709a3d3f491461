package dev.flinkjobs.basics.tour;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The sum of each key so far; look at its graph with {@code --explain=svg}. */
final class KeyBySumTour {
  private KeyBySumTour() {}

  static DataStream<Tuple2<String, Integer>> results(StreamExecutionEnvironment env) {
    return env.fromData(Tuple2.of("apple", 1), Tuple2.of("banana", 1), Tuple2.of("apple", 1))
        .name("fruit")
        .uid("sum-fruit")
        .keyBy(fruit -> fruit.f0, Types.STRING)
        .sum(1)
        .name("sum")
        .uid("sum");
  }
}
