package dev.flinkjobs.basics.tour;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Streams of one type as one stream, in whatever order their elements come. */
final class UnionTour {
  private UnionTour() {}

  static DataStream<Integer> results(StreamExecutionEnvironment env) {
    DataStream<Integer> low = env.fromData(1, 2, 3).name("low").uid("union-low");
    DataStream<Integer> high = env.fromData(4, 5, 6).name("high").uid("union-high");
    return low.union(high);
  }
}
