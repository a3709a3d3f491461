package dev.flinkjobs.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.util.OptionalFailure;
import org.apache.flink.util.SerializedValue;

/** A job on the cluster inside this process. */
final class EmbeddedJob implements RunningJob {
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SAVEPOINT_TIMEOUT = Duration.ofSeconds(30);

  /** A reader that waits for standard input does not hear that it is to end. */
  private static final Duration END_TIMEOUT = Duration.ofSeconds(3);

  private final EmbeddedCluster home;
  private final MiniCluster cluster;
  private final JobID job;
  private final CompletableFuture<JobResult> result;
  private final Map<String, Object> last = new ConcurrentHashMap<>();

  EmbeddedJob(EmbeddedCluster home, MiniCluster cluster, JobID job) {
    this.home = home;
    this.cluster = cluster;
    this.job = job;
    this.result = cluster.requestJobResult(job);
  }

  @Override
  public boolean endsWithThisProcess() {
    return true;
  }

  @Override
  public String endCommand() {
    throw new UnsupportedOperationException("it does not outlive this process");
  }

  @Override
  public Optional<Object> accumulator(String name) {
    try {
      Map<String, SerializedValue<OptionalFailure<Object>>> accumulators =
          result.isDone()
              ? result.get().getAccumulatorResults()
              : cluster
                  .getExecutionGraph(job)
                  .get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                  .getAccumulatorsSerialized();
      SerializedValue<OptionalFailure<Object>> value = accumulators.get(name);
      if (value != null) {
        last.put(name, value.deserializeValue(EmbeddedJob.class.getClassLoader()).getUnchecked());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException notNow) {
      // What was told before still holds.
    } catch (IOException | ClassNotFoundException broken) {
      throw new IllegalStateException("the accumulator " + name + " cannot be read", broken);
    }
    return Optional.ofNullable(last.get(name));
  }

  @Override
  public void await() throws Exception {
    JobResult ended = result.get();
    ended.toJobExecutionResult(EmbeddedJob.class.getClassLoader());
  }

  @Override
  public boolean cancel() {
    var unused = cluster.cancelJob(job);
    awaitEnd();
    return true;
  }

  @Override
  public String stopWithSavepoint(Path directory) throws Exception {
    String savepoint =
        cluster
            .stopWithSavepoint(
                job, directory.toUri().toString(), false, SavepointFormatType.CANONICAL)
            .get(SAVEPOINT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    awaitEnd();
    return savepoint;
  }

  private void awaitEnd() {
    try {
      result.get(END_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException notInTime) {
      // The process ends now anyway; there is nothing left to be told.
    }
  }

  /** With the cluster, which no other job has a use for then. */
  @Override
  public void close() {
    home.close();
  }
}
