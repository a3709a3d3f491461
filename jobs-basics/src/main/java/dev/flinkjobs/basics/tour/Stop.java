package dev.flinkjobs.basics.tour;

import java.util.function.Function;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One transformation of the tour.
 *
 * @param name as typed: {@code flat-map}
 * @param heading what goes in and what is done with it
 * @param results what comes out
 */
record Stop(
    String name, String heading, Function<StreamExecutionEnvironment, DataStream<?>> results) {}
