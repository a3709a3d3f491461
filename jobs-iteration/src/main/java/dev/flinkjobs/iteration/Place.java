package dev.flinkjobs.iteration;

import org.apache.flink.api.common.functions.MapFunction;

/** Numbers values as they come. A failure begins the round again, and so the count. */
final class Place implements MapFunction<Long, Placed> {
  private static final long serialVersionUID = 1L;

  private long next;

  @Override
  public Placed map(Long value) {
    return new Placed(next++, value);
  }
}
