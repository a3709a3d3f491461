package dev.flinkjobs.benchmarks.advertising;

import org.apache.flink.api.common.functions.AggregateFunction;

/** How many there are. */
final class CountViews implements AggregateFunction<View, Long, Long> {
  private static final long serialVersionUID = 1L;

  @Override
  public Long createAccumulator() {
    return 0L;
  }

  @Override
  public Long add(View view, Long views) {
    return views + 1;
  }

  @Override
  public Long getResult(Long views) {
    return views;
  }

  @Override
  public Long merge(Long some, Long others) {
    return some + others;
  }
}
