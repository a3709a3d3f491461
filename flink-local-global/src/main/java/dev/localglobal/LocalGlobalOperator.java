package dev.localglobal;

import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The stream behind the global operator. What is said of it holds for the local operator too, where
 * that has to agree: the name, the uid, the number of key groups.
 */
final class LocalGlobalOperator<R> extends SingleOutputStreamOperator<R> {

  /** Flink's default up to this parallelism is this maximum, or would be the double of it. */
  private static final int DEFAULT_KEY_GROUPS = 128;

  private final SingleOutputStreamOperator<?> local;
  private final LocalOperator<?, ?, ?, ?> localOperator;
  private final boolean isChained;

  /** Whether the program says how many key groups there are. */
  private boolean hasMaxParallelism;

  LocalGlobalOperator(
      SingleOutputStreamOperator<?> local,
      LocalOperator<?, ?, ?, ?> localOperator,
      SingleOutputStreamOperator<R> global,
      boolean isChained) {
    super(global.getExecutionEnvironment(), global.getTransformation());
    this.local = local;
    this.localOperator = localOperator;
    this.isChained = isChained;
    int ofJob = getExecutionEnvironment().getMaxParallelism();
    hasMaxParallelism = ofJob > 0;
    if (isChained) {
      super.setParallelism(1);
      local.setParallelism(1);
    }
    setKeyGroups(hasMaxParallelism ? ofJob : defaultKeyGroups(getParallelism()));
  }

  /**
   * Both operators need the same number, and it must not change with the parallelism, or else a
   * savepoint could not be resumed: so it is never left open until the job starts.
   */
  private void setKeyGroups(int keyGroups) {
    super.setMaxParallelism(keyGroups);
    localOperator.setKeyGroups(isChained ? 1 : keyGroups);
  }

  private static int defaultKeyGroups(int parallelism) {
    return parallelism <= DEFAULT_KEY_GROUPS
        ? DEFAULT_KEY_GROUPS
        : KeyGroupRangeAssignment.computeDefaultMaxParallelism(parallelism);
  }

  @Override
  public SingleOutputStreamOperator<R> name(String name) {
    local.name(name + " (local)");
    return super.name(name);
  }

  @Override
  public SingleOutputStreamOperator<R> uid(String uid) {
    local.uid(uid + "-local");
    return super.uid(uid);
  }

  @Override
  public SingleOutputStreamOperator<R> setParallelism(int parallelism) {
    if (isChained && parallelism != 1) {
      throw new IllegalArgumentException(
          "setParallelism(" + parallelism + "): chained(true) has no shuffle, so it allows 1 only");
    }
    super.setParallelism(parallelism);
    if (!hasMaxParallelism) {
      setKeyGroups(defaultKeyGroups(parallelism));
    }
    return this;
  }

  @Override
  public SingleOutputStreamOperator<R> setMaxParallelism(int maxParallelism) {
    if (isChained) {
      throw new IllegalArgumentException(
          "setMaxParallelism("
              + maxParallelism
              + "): with chained(true) the chain begins before this operator; "
              + "set pipeline.max-parallelism of the job");
    }
    hasMaxParallelism = true;
    setKeyGroups(maxParallelism);
    return this;
  }

  @Override
  public SingleOutputStreamOperator<R> forceNonParallel() {
    super.forceNonParallel();
    hasMaxParallelism = true;
    localOperator.setKeyGroups(1);
    return this;
  }

  /** Never: the operators use state as it is, not the asynchronous one. */
  @Override
  public SingleOutputStreamOperator<R> enableAsyncState() {
    throw new UnsupportedOperationException(
        "enableAsyncState(): LocalGlobal does not use asynchronous state; leave it out");
  }
}
