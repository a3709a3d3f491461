package dev.flinkjobs.diagnosis;

import java.io.Serializable;
import java.util.TreeMap;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.jspecify.annotations.Nullable;

/**
 * The newest report of each subtask of an operator, by its name and number: {@code windows 1/2}.
 */
@SuppressWarnings("NonApiType") // What an accumulator gives has to be Serializable.
public final class Reports<T extends Serializable> implements Accumulator<T, TreeMap<String, T>> {
  private static final long serialVersionUID = 1L;

  private final TreeMap<String, T> ofOthers = new TreeMap<>();
  private final String subtask;
  private volatile @Nullable T newest;

  private Reports(String subtask) {
    this.subtask = subtask;
  }

  /** Those of this subtask, which the client gets by the accumulator's name. */
  public static <T extends Serializable> Reports<T> of(
      String operator, String accumulator, RuntimeContext context) {
    Reports<T> reports =
        new Reports<>(
            operator
                + " "
                + (context.getTaskInfo().getIndexOfThisSubtask() + 1)
                + "/"
                + context.getTaskInfo().getNumberOfParallelSubtasks());
    context.addAccumulator(accumulator, reports);
    return reports;
  }

  /** Takes the place of the report before. */
  @Override
  public void add(T report) {
    newest = report;
  }

  @Override
  public TreeMap<String, T> getLocalValue() {
    TreeMap<String, T> all = new TreeMap<>(ofOthers);
    T own = newest;
    if (own != null) {
      all.put(subtask, own);
    }
    return all;
  }

  @Override
  public void resetLocal() {
    newest = null;
    ofOthers.clear();
  }

  @Override
  public void merge(Accumulator<T, TreeMap<String, T>> other) {
    ofOthers.putAll(other.getLocalValue());
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public Reports<T> clone() {
    Reports<T> copy = new Reports<>(subtask);
    copy.ofOthers.putAll(ofOthers);
    copy.newest = newest;
    return copy;
  }
}
