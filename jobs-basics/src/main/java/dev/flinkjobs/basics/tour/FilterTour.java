package dev.flinkjobs.basics.tour;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Some of the elements. */
final class FilterTour {
  private FilterTour() {}

  static DataStream<Integer> results(StreamExecutionEnvironment env) {
    return env.fromData(1, 2, 3, 4, 5, 6)
        .name("numbers")
        .uid("filter-numbers")
        .filter(number -> number % 2 == 0)
        .name("even")
        .uid("filter-even");
  }
}
