package dev.flinkjobs.run;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.dispatcher.DispatcherGateway;
import org.apache.flink.runtime.dispatcher.SessionDispatcherFactory;
import org.apache.flink.runtime.dispatcher.runner.DefaultDispatcherRunnerFactory;
import org.apache.flink.runtime.entrypoint.component.DefaultDispatcherResourceManagerComponentFactory;
import org.apache.flink.runtime.entrypoint.component.DispatcherResourceManagerComponentFactory;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;
import org.apache.flink.runtime.rest.RestEndpointFactory;
import org.apache.flink.runtime.rest.SessionRestEndpointFactory;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** A cluster inside this process, for one job or for several, one after another. */
final class EmbeddedCluster implements AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final MiniCluster cluster;
  private final TemporaryDirectory scratch;

  private EmbeddedCluster(MiniCluster cluster, TemporaryDirectory scratch) {
    this.cluster = cluster;
    this.scratch = scratch;
  }

  /**
   * @param slots how many subtasks of an operator it can run
   * @param scratch what the cluster works in, deleted after it
   */
  static EmbeddedCluster start(Configuration config, int slots, TemporaryDirectory scratch)
      throws Exception {
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(config)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build()) {
          @Override
          protected DispatcherResourceManagerComponentFactory
              createDispatcherResourceManagerComponentFactory() {
            RestEndpointFactory<DispatcherGateway> endpoints =
                (whole, dispatcher, resources, blobs, executor, metrics, election, fatal) ->
                    SessionRestEndpointFactory.INSTANCE.createRestEndpoint(
                        JobConfiguration.shown(whole),
                        dispatcher,
                        resources,
                        blobs,
                        executor,
                        metrics,
                        election,
                        fatal);
            return new DefaultDispatcherResourceManagerComponentFactory(
                DefaultDispatcherRunnerFactory.createSessionRunner(
                    SessionDispatcherFactory.INSTANCE),
                StandaloneResourceManagerFactory.getInstance(),
                endpoints);
          }
        };
    try {
      cluster.start();
    } catch (Exception failed) {
      cluster.close();
      throw failed;
    }
    return new EmbeddedCluster(cluster, scratch);
  }

  EmbeddedJob submit(StreamGraph graph) throws Exception {
    try {
      EmbeddedJob job = new EmbeddedJob(this, cluster, cluster.submitJob(graph).get().getJobID());
      scratch.keepUntilClosed();
      return job;
    } catch (ExecutionException refused) {
      throw refused.getCause() instanceof Exception cause ? cause : refused;
    }
  }

  /** Waits for the cluster's end no longer than a person would. Does nothing a second time. */
  @Override
  public void close() {
    try {
      cluster.closeAsync().get(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException unclean) {
      // The process ends now, and the cluster with it.
    }
    scratch.close();
  }
}
