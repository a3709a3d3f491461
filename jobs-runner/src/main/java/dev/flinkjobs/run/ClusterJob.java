package dev.flinkjobs.run;

import java.lang.reflect.Proxy;
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
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobExecutionException;

/** A job on a cluster of its own processes. */
final class ClusterJob implements RunningJob {
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  /** Time for the second Ctrl-C of a person who wants the job to go on. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final JobClient client;
  private final Optional<String> address;
  private final CompletableFuture<JobExecutionResult> result;
  private final Map<String, Object> last = new ConcurrentHashMap<>();

  /**
   * @param address of the cluster, if this program has chosen it; empty: {@code flink run} has
   */
  ClusterJob(JobClient client, Optional<String> address) {
    this.client = client;
    this.address = address;
    this.result = client.getJobExecutionResult();
  }

  @Override
  public boolean endsWithThisProcess() {
    return address.isPresent();
  }

  @Override
  public String endCommand() {
    return "flink cancel " + address.map(at -> "-m " + at + " ").orElse("") + client.getJobID();
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
  public boolean cancel() {
    interruptBySignal(Thread.currentThread());
    System.err.println(
        "the job is cancelled in " + GRACE.toSeconds() + " s; another Ctrl-C leaves it running");
    try {
      Thread.sleep(GRACE.toMillis());
      if (!result.isDone()) {
        client.cancel().get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      }
      result.get();
      return true;
    } catch (ExecutionException ended) {
      // Else it is the cluster that does not answer.
      return Failure.find(ended, JobExecutionException.class).isPresent();
    } catch (InterruptedException | TimeoutException left) {
      return false;
    }
  }

  /**
   * The JVM does not hear another Ctrl-C while it ends. By reflection, since javac warns of this
   * class, and nothing silences it.
   */
  private static void interruptBySignal(Thread thread) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object interrupting =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, args) -> {
                thread.interrupt();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), interrupting);
    } catch (ReflectiveOperationException unheard) {
      // Then there is only one Ctrl-C.
    }
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
