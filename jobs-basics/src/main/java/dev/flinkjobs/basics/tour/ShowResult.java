package dev.flinkjobs.basics.tour;

import org.apache.flink.api.common.functions.MapFunction;

/** Makes a text of each result of a stop. */
final class ShowResult<T> implements MapFunction<T, Result> {
  private static final long serialVersionUID = 1L;

  private final int stop;

  /**
   * @param stop its number
   */
  ShowResult(int stop) {
    this.stop = stop;
  }

  @Override
  public Result map(T result) {
    return new Result(stop, String.valueOf(result));
  }
}
