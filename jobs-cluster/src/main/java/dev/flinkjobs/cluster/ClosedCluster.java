package dev.flinkjobs.cluster;

import java.net.InetAddress;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.apache.flink.api.dag.Pipeline;
import org.apache.flink.client.deployment.ClusterClientJobClientAdapter;
import org.apache.flink.client.deployment.executors.PipelineExecutorUtils;
import org.apache.flink.client.program.MiniClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.dispatcher.DispatcherGateway;
import org.apache.flink.runtime.dispatcher.SessionDispatcherFactory;
import org.apache.flink.runtime.dispatcher.runner.DefaultDispatcherRunnerFactory;
import org.apache.flink.runtime.entrypoint.component.DefaultDispatcherResourceManagerComponentFactory;
import org.apache.flink.runtime.entrypoint.component.DispatcherResourceManagerComponentFactory;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;
import org.apache.flink.runtime.rest.RestEndpointFactory;
import org.jspecify.annotations.Nullable;

/**
 * Flink inside this process, closed to others: it listens on loopback only, and takes jobs from
 * this process only. Without a web UI it serves no HTTP; with one it answers GET requests that
 * change nothing, from a browser on this machine.
 */
public final class ClosedCluster extends MiniCluster {
  /** Where the web UI listens. */
  public static final String HOST = "127.0.0.1";

  private static final int LARGEST_REQUEST = 1 << 16;
  private static final long END_SECONDS = 10;

  private final boolean web;
  private final UnaryOperator<Configuration> shown;
  private @Nullable ClosedRestEndpoint rest;

  private ClosedCluster(
      MiniClusterConfiguration config, boolean web, UnaryOperator<Configuration> shown) {
    super(config);
    this.web = web;
    this.shown = shown;
  }

  /** Starts a cluster whose web UI shows the configuration as it is. */
  public static ClosedCluster start(
      Configuration given, int taskManagers, int slots, OptionalInt webUi) throws Exception {
    return start(given, taskManagers, slots, webUi, UnaryOperator.identity());
  }

  /**
   * Starts a cluster.
   *
   * @param given Flink's configuration; where it names addresses to listen on, it is overridden
   * @param slots of each TaskManager
   * @param webUi the port of the web UI, on {@link #HOST}
   * @param shown the configuration as the web UI may show it, without secrets
   * @throws Exception if Flink cannot start, for one because the port is taken
   */
  public static ClosedCluster start(
      Configuration given,
      int taskManagers,
      int slots,
      OptionalInt webUi,
      UnaryOperator<Configuration> shown)
      throws Exception {
    Configuration config = new Configuration(given);
    // Not the name localhost: the hosts file may map it to another address than the one that the
    // client of executeAndCollect connects to.
    String loopback = InetAddress.getLoopbackAddress().getHostAddress();
    config.set(JobManagerOptions.BIND_HOST, loopback);
    config.set(TaskManagerOptions.BIND_HOST, loopback);
    config.set(RestOptions.ADDRESS, HOST);
    config.set(RestOptions.BIND_ADDRESS, HOST);
    config.set(RestOptions.BIND_PORT, String.valueOf(webUi.orElse(0)));
    config.set(RestOptions.SERVER_MAX_CONTENT_LENGTH, LARGEST_REQUEST);
    config.set(WebOptions.ACCESS_CONTROL_ALLOW_ORIGIN, "http://" + HOST + ":" + webUi.orElse(0));
    config.set(WebOptions.SUBMIT_ENABLE, false); // No handlers of jars, and no page for them.
    config.set(WebOptions.CANCEL_ENABLE, false); // No button; its handlers are left out anyway.
    config.set(LoopbackGuard.ON, true);
    ClosedCluster cluster =
        new ClosedCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(config)
                .setNumTaskManagers(taskManagers)
                .setNumSlotsPerTaskManager(slots)
                .build(),
            webUi.isPresent(),
            shown);
    try {
      cluster.start();
      return cluster;
    } catch (Exception failed) {
      cluster.close();
      throw failed;
    }
  }

  @Override
  protected DispatcherResourceManagerComponentFactory
      createDispatcherResourceManagerComponentFactory() {
    RestEndpointFactory<DispatcherGateway> endpoints =
        (config, dispatcher, resources, blobs, executor, metrics, election, fatal) ->
            rest =
                new ClosedRestEndpoint(
                    web,
                    shown.apply(config),
                    dispatcher,
                    resources,
                    blobs,
                    executor,
                    metrics,
                    election,
                    fatal);
    return new DefaultDispatcherResourceManagerComponentFactory(
        DefaultDispatcherRunnerFactory.createSessionRunner(SessionDispatcherFactory.INSTANCE),
        StandaloneResourceManagerFactory.getInstance(),
        endpoints);
  }

  @Override
  public void start() throws Exception {
    super.start();
    if (!web) {
      Objects.requireNonNull(rest).closeAsync().get(END_SECONDS, TimeUnit.SECONDS);
    }
  }

  /**
   * Submits a job. The result is its client, once the cluster has accepted it.
   *
   * @param config of the environment that the pipeline comes from
   * @param loader of the classes of the job's accumulators
   */
  public CompletableFuture<JobClient> submit(
      Pipeline pipeline, Configuration config, ClassLoader loader) throws Exception {
    // It also gives the graph its id, without which Flink 2.3 does not take it.
    return submitJob(PipelineExecutorUtils.getStreamGraph(pipeline, config))
        .thenApply(
            // As of flink run: MiniClusterJobClient has no accumulators of a job that failed.
            submitted ->
                new ClusterClientJobClientAdapter<>(
                    () -> new MiniClusterClient(config, this), submitted.getJobID(), loader));
  }

  /** Waits for the cluster's end no longer than a person would. Does nothing a second time. */
  @Override
  public void close() {
    try {
      closeAsync().get(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException unclean) {
      // The process ends now, and the cluster with it.
    }
  }
}
