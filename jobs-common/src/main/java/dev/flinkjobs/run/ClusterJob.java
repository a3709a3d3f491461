package dev.flinkjobs.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/** A job on a cluster of its own processes, submitted by {@code flink run}. */
final class ClusterJob implements RunningJob {
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  private final JobClient client;
  private final CompletableFuture<JobExecutionResult> result;
  private final Map<String, Object> last = new ConcurrentHashMap<>();

  ClusterJob(JobClient client) {
    this.client = client;
    this.result = client.getJobExecutionResult();
  }

  @Override
  public JobID id() {
    return client.getJobID();
  }

  @Override
  public boolean endsWithThisProcess() {
    return false;
  }

  @Override
  public Optional<Object> accumulator(String name) {
    try {
      Map<String, Object> accumulators =
          result.isDone() && !result.isCompletedExceptionally()
              ? result.get().getAllAccumulatorResults()
              : client.getAccumulators().get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      Object value = accumulators.get(name);
      if (value != null) {
        last.put(name, value);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException notNow) {
      // The cluster does not tell; what it told before still holds.
    }
    return Optional.ofNullable(last.get(name));
  }

  @Override
  public void await() throws Exception {
    result.get();
  }

  @Override
  public void cancel() {
    client.cancel().join();
  }

  @Override
  public String stopWithSavepoint(Path directory) throws Exception {
    return client
        .stopWithSavepoint(false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
        .get();
  }

  @Override
  public void close() {
    // The job is the cluster's.
  }
}
