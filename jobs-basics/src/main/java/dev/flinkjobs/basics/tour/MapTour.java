package dev.flinkjobs.basics.tour;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One element for each element. */
final class MapTour {
  private MapTour() {}

  static DataStream<Integer> results(StreamExecutionEnvironment env) {
    return env.fromData(1, 2, 3, 4)
        .name("numbers")
        .uid("map-numbers")
        .map(number -> number * 2)
        .name("double")
        .uid("map-double");
  }
}
