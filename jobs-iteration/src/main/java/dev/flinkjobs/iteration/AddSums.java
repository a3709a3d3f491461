package dev.flinkjobs.iteration;

import org.apache.flink.api.common.functions.AggregateFunction;

/** The sum of a node's sums; one that no long holds is an error. */
final class AddSums implements AggregateFunction<NodeSum, Long, Long> {
  private static final long serialVersionUID = 1L;

  @Override
  public Long createAccumulator() {
    return 0L;
  }

  @Override
  public Long add(NodeSum more, Long sum) {
    return Math.addExact(sum, more.sum());
  }

  @Override
  public Long getResult(Long sum) {
    return sum;
  }

  @Override
  public Long merge(Long sum, Long more) {
    return Math.addExact(sum, more);
  }
}
