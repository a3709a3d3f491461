package dev.flinkjobs.basics;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Takes lines apart into their words. */
record SplitWords(boolean keepCase) implements FlatMapFunction<String, String> {

  @Override
  public void flatMap(String line, Collector<String> words) {
    Words.in(line, keepCase).forEach(words::collect);
  }
}
