package dev.flinkjobs.testing;

import static org.awaitility.Awaitility.await;

import dev.flinkjobs.cluster.ClosedCluster;
import dev.flinkjobs.cluster.ClosedContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointStatsCounts;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A cluster in this process, whose TaskManagers a test may kill. In a field that is static it is
 * the same for all tests of the class, else new for every test:
 *
 * <pre>{@code
 * @RegisterExtension private final TestCluster cluster = TestCluster.of(2, 2);
 *
 * @Test
 * void totalsAreExactAfterATaskManagerDies() throws Exception {
 *   StreamExecutionEnvironment env = cluster.environment(2);
 *   ...
 *   TestCluster.Job job = cluster.submit(env);
 *   job.awaitCheckpoint();
 *   cluster.replaceTaskManager(0);
 *   JobExecutionResult result = job.awaitResult();
 *   assertThat(job.restores()).isPositive();
 *   ...
 * }
 * }</pre>
 */
public final class TestCluster
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration END_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(100);
  private static final Duration RESTART_DELAY = Duration.ofMillis(100);
  private static final int MAX_PARALLELISM = 128;

  private final int taskManagers;
  private final int slotsPerTaskManager;
  private @Nullable ClosedCluster cluster;
  private boolean outlivesTests;

  private TestCluster(int taskManagers, int slotsPerTaskManager) {
    this.taskManagers = taskManagers;
    this.slotsPerTaskManager = slotsPerTaskManager;
  }

  public static TestCluster of(int taskManagers, int slotsPerTaskManager) {
    return new TestCluster(taskManagers, slotsPerTaskManager);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    start();
    outlivesTests = true;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    if (!outlivesTests) {
      start();
    }
  }

  private void start() throws Exception {
    cluster =
        ClosedCluster.start(
            new Configuration(), taskManagers, slotsPerTaskManager, OptionalInt.empty());
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    if (!outlivesTests) {
      afterAll(context);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (cluster != null) {
      cluster.close();
      cluster = null;
    }
  }

  /**
   * An environment for a job on this cluster: without generated uids and generic types, with
   * checkpoints every 100 ms into the JobManager's memory, and restarted after every failure.
   * {@code configure} of the environment changes that.
   */
  public StreamExecutionEnvironment environment(int parallelism) {
    Configuration config = UidContract.strictConfiguration();
    config.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    config.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    config.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    config.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    config.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, RESTART_DELAY);
    return new StreamExecutionEnvironment(config);
  }

  /** Starts the job that was built in the environment, and does not wait for it. */
  public Job submit(StreamExecutionEnvironment env) throws Exception {
    Configuration config = Configuration.fromMap(env.getConfiguration().toMap());
    ClassLoader loader = TestCluster.class.getClassLoader();
    return new Job(
        cluster(), get(cluster().submit(env.getStreamGraph(), config, loader)).getJobID());
  }

  /**
   * Makes {@code main} methods run on this cluster, as {@code flink run} does, until closed. Jobs
   * run with checkpoints every 100 ms and restart after every failure.
   */
  public ClosedContext asContext(int parallelism) {
    return new ClosedContext(cluster(), environment(parallelism).getConfiguration());
  }

  /** Runs a {@code main} {@link #asContext on this cluster}, and waits for its job to be there. */
  public Main start(int parallelism, Consumer<String[]> main, String... args) throws Exception {
    Main started = new Main(asContext(parallelism), main, args);
    try {
      List<JobID> active =
          waitFor("a job on the cluster")
              .until(this::activeJobs, jobs -> !jobs.isEmpty() || started.main.isDone());
      if (active.isEmpty()) {
        throw new AssertionError("no job is under way, and main has ended:\n" + started.end());
      }
      started.job = new Job(cluster(), active.get(0));
      return started;
    } catch (Throwable failed) {
      started.close();
      throw failed;
    }
  }

  private static ConditionFactory waitFor(String what) {
    return await(what).atMost(TIMEOUT).pollInterval(POLL_INTERVAL);
  }

  /** The names of all jobs there have been on the cluster, in no order. */
  public List<String> jobNames() throws Exception {
    return get(cluster().listJobs()).stream().map(JobStatusMessage::getJobName).toList();
  }

  private List<JobID> activeJobs() throws Exception {
    return get(cluster().listJobs()).stream()
        .filter(job -> !job.getJobState().isGloballyTerminalState())
        .map(JobStatusMessage::getJobId)
        .toList();
  }

  /**
   * Starts the job with the state of a savepoint, at whatever parallelism the environment has.
   *
   * @param savepoint as {@link Job#stopWithSavepoint} gave it
   */
  public Job restore(StreamExecutionEnvironment env, String savepoint) throws Exception {
    Configuration from = new Configuration();
    from.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    env.configure(from);
    return submit(env);
  }

  /** A {@code main} that runs. What it prints is kept, until this is closed. */
  public static final class Main implements AutoCloseable {
    private final ClosedContext context;
    private final StdStreams std = StdStreams.capture();
    private final CompletableFuture<Void> main;
    private @Nullable Job job;

    private Main(ClosedContext context, Consumer<String[]> main, String[] args) {
      this.context = context;
      this.main = CompletableFuture.runAsync(() -> main.accept(args));
    }

    public Job job() {
      return Objects.requireNonNull(job);
    }

    /**
     * Waits for it to return, five minutes at most. Throws what it throws.
     *
     * @return what it has printed on stderr
     */
    public String end() throws Exception {
      get(main, END_TIMEOUT);
      return std.err();
    }

    @Override
    public void close() {
      std.close();
      context.close();
    }
  }

  /** Takes a TaskManager away from under its tasks, and adds another for them to restart in. */
  public void replaceTaskManager(int index) throws Exception {
    get(cluster().terminateTaskManager(index));
    cluster().startTaskManager();
  }

  private ClosedCluster cluster() {
    if (cluster == null) {
      throw new IllegalStateException(
          "the cluster runs during tests only, and its field needs @RegisterExtension");
    }
    return cluster;
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return get(future, TIMEOUT);
  }

  private static <T> T get(CompletableFuture<T> future, Duration timeout) throws Exception {
    try {
      return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof Exception cause ? cause : failed;
    }
  }

  /** One job on the cluster. Whatever it waits for, it waits for a minute at most. */
  public static final class Job {
    private final MiniCluster cluster;
    private final JobID id;

    private Job(MiniCluster cluster, JobID id) {
      this.cluster = cluster;
      this.id = id;
    }

    /** Waits until every subtask runs. */
    public void awaitRunning() {
      waitFor("all subtasks of " + id + " running").until(this::isRunning);
    }

    private boolean isRunning() throws Exception {
      AccessExecutionGraph graph = graph();
      if (graph.getState() != JobStatus.RUNNING) {
        return false;
      }
      for (AccessExecutionVertex vertex : graph.getAllExecutionVertices()) {
        if (vertex.getExecutionState() != ExecutionState.RUNNING) {
          return false;
        }
      }
      return true;
    }

    /** Waits until a subtask has ended, for good: what others restore does not begin it again. */
    public void awaitFinishedSubtask() {
      waitFor("a subtask of " + id + " finished").until(this::hasFinishedSubtask);
    }

    private boolean hasFinishedSubtask() throws Exception {
      for (AccessExecutionVertex vertex : graph().getAllExecutionVertices()) {
        if (vertex.getExecutionState() == ExecutionState.FINISHED) {
          return true;
        }
      }
      return false;
    }

    /** The most often that one subtask was started; 0 while none runs or has ended. */
    public int attempts() throws Exception {
      int most = 0;
      for (AccessExecutionVertex vertex : graph().getAllExecutionVertices()) {
        ExecutionState state = vertex.getExecutionState();
        if (state == ExecutionState.RUNNING || state == ExecutionState.FINISHED) {
          most = Math.max(most, vertex.getCurrentExecutionAttempt().getAttemptNumber() + 1);
        }
      }
      return most;
    }

    /** Waits until one more checkpoint is complete than there are now. */
    public void awaitCheckpoint() throws Exception {
      long before = completedCheckpoints();
      waitFor("checkpoint " + (before + 1) + " of " + id)
          .until(() -> completedCheckpoints() > before);
    }

    /** How many checkpoints are complete; savepoints count. */
    public long completedCheckpoints() throws Exception {
      return counts().getNumberOfCompletedCheckpoints();
    }

    /** How often the job was restored; the start from a savepoint counts. */
    public long restores() throws Exception {
      return counts().getNumberOfRestoredCheckpoints();
    }

    private CheckpointStatsCounts counts() throws Exception {
      CheckpointStatsSnapshot checkpoints = graph().getCheckpointStatsSnapshot();
      if (checkpoints == null) {
        throw new IllegalStateException("job " + id + " runs without checkpoints");
      }
      return checkpoints.getCounts();
    }

    private AccessExecutionGraph graph() throws Exception {
      return get(cluster.getExecutionGraph(id));
    }

    /** Takes a savepoint; the job goes on. Gives the savepoint's path. */
    public String savepoint(Path directory) throws Exception {
      return get(
          cluster.triggerSavepoint(
              id, directory.toUri().toString(), false, SavepointFormatType.CANONICAL));
    }

    /** Ends the job with a savepoint, without flushing its windows. Gives the savepoint's path. */
    public String stopWithSavepoint(Path directory) throws Exception {
      String savepoint =
          get(
              cluster.stopWithSavepoint(
                  id, directory.toUri().toString(), false, SavepointFormatType.CANONICAL));
      get(cluster.requestJobResult(id));
      return savepoint;
    }

    /** Ends the job as it is. */
    public void cancel() throws Exception {
      get(cluster.cancelJob(id));
      get(cluster.requestJobResult(id));
    }

    /**
     * Waits for the job to end by itself.
     *
     * @return its result, with the accumulators
     * @throws org.apache.flink.runtime.client.JobExecutionException if it failed or was cancelled
     */
    public JobExecutionResult awaitResult() throws Exception {
      JobResult result = get(cluster.requestJobResult(id));
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      return result.toJobExecutionResult(loader);
    }
  }
}
