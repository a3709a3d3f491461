package dev.flinkjobs.basics;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Takes lines apart into their words. */
final class SplitWords implements FlatMapFunction<String, String> {
  private static final long serialVersionUID = 1L;

  private final boolean keepCase;

  SplitWords(boolean keepCase) {
    this.keepCase = keepCase;
  }

  @Override
  public void flatMap(String line, Collector<String> words) {
    Words.in(line, keepCase).forEach(words::collect);
  }
}
