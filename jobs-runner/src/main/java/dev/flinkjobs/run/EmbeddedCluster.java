package dev.flinkjobs.run;

import dev.flinkjobs.cluster.ClosedCluster;
import dev.flinkjobs.cluster.ClosedContext;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** A cluster inside this process, for one job or for several, one after another. */
record EmbeddedCluster(ClosedCluster cluster, TemporaryDirectory scratch) implements AutoCloseable {

  /**
   * @param slots how many subtasks of an operator it can run
   * @param webUi the port of the web UI, whose address is printed
   * @param scratch what the cluster works in, deleted after it
   */
  static EmbeddedCluster start(
      Configuration config, int slots, OptionalInt webUi, TemporaryDirectory scratch)
      throws Exception {
    ClosedCluster cluster = ClosedCluster.start(config, 1, slots, webUi, JobConfiguration::shown);
    webUi.ifPresent(
        port -> System.err.println("web UI: http://" + ClosedCluster.HOST + ":" + port));
    return new EmbeddedCluster(cluster, scratch);
  }

  RunningJob submit(StreamGraph graph, Configuration config) throws Exception {
    ClassLoader loader = EmbeddedCluster.class.getClassLoader();
    try {
      JobClient client = cluster.submit(graph, config, loader).get();
      scratch.keepUntilClosed();
      return new RunningJob(client, Optional.empty(), this);
    } catch (ExecutionException refused) {
      throw refused.getCause() instanceof Exception cause ? cause : refused;
    }
  }

  /** Makes programs run here that know nothing of this suite, until closed. */
  ClosedContext context(Configuration config) {
    return new ClosedContext(cluster, config);
  }

  /** Does nothing a second time. */
  @Override
  public void close() {
    cluster.close();
    scratch.close();
  }
}
