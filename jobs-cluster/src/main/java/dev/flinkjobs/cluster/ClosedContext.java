package dev.flinkjobs.cluster;

import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Until it is closed, {@code StreamExecutionEnvironment.getExecutionEnvironment()} returns
 * environments whose jobs run on a {@link ClosedCluster}, so plain programs run there unchanged. A
 * process has one context at a time.
 *
 * <pre>{@code
 * try (ClosedContext context = new ClosedContext(cluster, new Configuration())) {
 *   Program.main(args);
 * }
 * }</pre>
 *
 * <p>Meanwhile {@code createLocalEnvironment}, which would start an open cluster, throws an {@code
 * InvalidProgramException}.
 */
public final class ClosedContext extends StreamExecutionEnvironment {

  /**
   * Installs it.
   *
   * @param defaults the configuration of each environment, where the program sets nothing
   */
  public ClosedContext(ClosedCluster cluster, ReadableConfig defaults) {
    initializeContextEnvironment(
        given -> {
          Configuration config = Configuration.fromMap(defaults.toMap());
          config.set(DeploymentOptions.ATTACHED, true); // Else execute returns at once.
          config.addAll(given);
          config.set(DeploymentOptions.TARGET, Executors.NAME);
          return new StreamExecutionEnvironment(
              new Executors(cluster), config, ClosedContext.class.getClassLoader());
        });
  }

  @Override
  public void close() {
    resetContextEnvironment();
  }

  /** Submits to the cluster, through the interfaces by which an environment finds its executor. */
  private record Executors(ClosedCluster cluster)
      implements PipelineExecutorServiceLoader, PipelineExecutorFactory {
    static final String NAME = "closed";

    @Override
    public PipelineExecutorFactory getExecutorFactory(Configuration config) {
      return this;
    }

    @Override
    public Stream<String> getExecutorNames() {
      return Stream.of(NAME);
    }

    @Override
    public String getName() {
      return NAME;
    }

    @Override
    public boolean isCompatibleWith(Configuration config) {
      return true;
    }

    @Override
    public PipelineExecutor getExecutor(Configuration unused) {
      return cluster::submit;
    }
  }
}
