package dev.flinkjobs.basics.tour;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Each element joined with those of its key before it. */
final class KeyByReduceTour {
  private KeyByReduceTour() {}

  static DataStream<Tuple2<String, Integer>> results(StreamExecutionEnvironment env) {
    return env.fromData(Tuple2.of("A", 1), Tuple2.of("B", 2), Tuple2.of("A", 3), Tuple2.of("B", 4))
        .name("pairs")
        .uid("reduce-pairs")
        .keyBy(pair -> pair.f0, Types.STRING)
        .reduce((sum, pair) -> Tuple2.of(pair.f0, sum.f1 + pair.f1))
        .name("reduce")
        .uid("reduce");
  }
}
