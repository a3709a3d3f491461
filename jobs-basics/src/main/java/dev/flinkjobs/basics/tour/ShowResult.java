package dev.flinkjobs.basics.tour;

import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * Makes a text of each result of a stop as Flink's {@code print} does: behind the number of the
 * subtask, from 1, where there are several.
 */
final class ShowResult<T> extends RichMapFunction<T, Result> {
  private static final long serialVersionUID = 1L;

  private final int stop;
  private transient String prefix = "";

  /**
   * @param stop its number
   */
  ShowResult(int stop) {
    this.stop = stop;
  }

  @Override
  public void open(OpenContext context) {
    TaskInfo task = getRuntimeContext().getTaskInfo();
    prefix = task.getNumberOfParallelSubtasks() == 1 ? "" : task.getIndexOfThisSubtask() + 1 + "> ";
  }

  @Override
  public Result map(T result) {
    return new Result(stop, prefix + result);
  }
}
