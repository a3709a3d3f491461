package dev.flinkjobs.basics;

import org.apache.flink.api.common.functions.AggregateFunction;

/** Counts, and keeps nothing of a word but its count. */
final class CountWords implements AggregateFunction<String, Long, Long> {
  private static final long serialVersionUID = 1L;

  @Override
  public Long createAccumulator() {
    return 0L;
  }

  @Override
  public Long add(String word, Long count) {
    return count + 1;
  }

  @Override
  public Long getResult(Long count) {
    return count;
  }

  @Override
  public Long merge(Long one, Long other) {
    return one + other;
  }
}
