package dev.flinkjobs.run;

import dev.flinkjobs.diagnosis.SourceReport;
import dev.flinkjobs.diagnosis.WindowsReport;
import dev.flinkjobs.ledger.Ledger;
import dev.flinkjobs.ledger.LedgerAccumulator;
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
import org.jspecify.annotations.Nullable;

/** A job under way, on the cluster inside this process or on one of its own processes. */
final class RunningJob implements AutoCloseable {
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration SAVEPOINT_TIMEOUT = Duration.ofSeconds(30);

  /** A reader that waits for standard input does not hear that it is to end. */
  private static final Duration END_TIMEOUT = Duration.ofSeconds(3);

  /** Time for the second Ctrl-C of a person who wants the job to go on. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final JobClient client;
  private final Optional<String> address;
  private final @Nullable EmbeddedCluster home;
  private final CompletableFuture<JobExecutionResult> result;
  private final Map<String, Object> last = new ConcurrentHashMap<>();

  /**
   * @param address of the cluster, if this program has chosen it; empty: {@code flink run} has
   * @param home the cluster inside this process; null for one of other processes
   */
  RunningJob(JobClient client, Optional<String> address, @Nullable EmbeddedCluster home) {
    this.client = client;
    this.address = address;
    this.home = home;
    this.result = client.getJobExecutionResult();
  }

  /** Whether Ctrl-C ends it; another goes on without its client. */
  boolean endsWithThisProcess() {
    return home != null || address.isPresent();
  }

  /** The command that ends it once this process is gone; for a job on a cluster of others. */
  String endCommand() {
    return "flink cancel " + address.map(at -> "-m " + at + " ").orElse("") + client.getJobID();
  }

  /**
   * The value of an accumulator as the cluster last reported it; after the end of the job, as it
   * ended. Empty while nothing was reported.
   */
  Optional<Object> accumulator(String name) {
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

  /** The ledger, as the cluster last reported it. */
  Optional<Ledger> ledger() {
    return accumulator(LedgerAccumulator.NAME).map(Ledger.class::cast);
  }

  /** What readers last reported, by their names. */
  @SuppressWarnings("unchecked")
  Map<String, SourceReport> sources() {
    return (Map<String, SourceReport>) accumulator(SourceReport.NAME).orElse(Map.of());
  }

  /** What windows last reported, by the names of their subtasks. */
  @SuppressWarnings("unchecked")
  Map<String, WindowsReport> windows() {
    return (Map<String, WindowsReport>) accumulator(WindowsReport.NAME).orElse(Map.of());
  }

  /**
   * Waits for the end.
   *
   * @throws Exception why the job failed or was cancelled
   */
  void await() throws Exception {
    result.get();
  }

  /**
   * Ends it where it is, and waits for that. Called while the process ends.
   *
   * @return whether it has ended, or will with this process
   */
  boolean cancel() {
    if (home != null) {
      var unused = client.cancel();
      awaitEnd();
      return true;
    }
    interruptBySignal(Thread.currentThread());
    System.err.println(
        "the job is cancelled in " + GRACE.toSeconds() + " s; another Ctrl-C leaves it running");
    try {
      Thread.sleep(GRACE.toMillis());
      if (!result.isDone()) {
        client.cancel().get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      }
      await();
      return true;
    } catch (InterruptedException | TimeoutException left) {
      return false;
    } catch (Exception ended) {
      // Else it is the cluster that does not answer.
      return Failure.find(ended, JobExecutionException.class).isPresent();
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

  /**
   * Ends it with a savepoint, if it is inside this process.
   *
   * @return where the savepoint is
   */
  String stopWithSavepoint(Path directory) throws Exception {
    String savepoint =
        client
            .stopWithSavepoint(false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
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

  /** With the cluster inside this process, which no other job has a use for then. */
  @Override
  public void close() {
    if (home != null) {
      home.close();
    }
  }
}
