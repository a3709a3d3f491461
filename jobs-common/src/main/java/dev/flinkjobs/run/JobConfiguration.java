package dev.flinkjobs.run;

import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.options.Problems;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;

/**
 * Flink's configuration for a job: what the user or the cluster says, and where they say nothing,
 * what keeps a job's promises.
 */
final class JobConfiguration {

  /**
   * Fixed, since keyed state is laid out by it: the same on a laptop and on a cluster, so that a
   * savepoint moves between them.
   */
  private static final int MAX_PARALLELISM = 128;

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);
  private static final int FAILURES_PER_INTERVAL = 3;
  private static final Duration FAILURE_INTERVAL = Duration.ofMinutes(5);
  private static final Duration RESTART_DELAY = Duration.ofSeconds(1);

  /** How often counts reach the progress line. Flink's ten seconds are a long time to watch. */
  private static final Duration EMBEDDED_HEARTBEAT = Duration.ofSeconds(1);

  private JobConfiguration() {}

  /** What the command line says. */
  static Configuration fromCommandLine(JobOptions options) {
    Configuration config = Configuration.fromMap(options.flinkConfig());
    options.parallelism().ifPresent(parallelism -> set(config, parallelism));
    return config;
  }

  private static void set(Configuration config, int parallelism) {
    config.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
  }

  static void check(ReadableConfig config, Problems problems) {
    RuntimeExecutionMode mode = config.get(ExecutionOptions.RUNTIME_MODE);
    if (mode != RuntimeExecutionMode.STREAMING) {
      problems.add(
          "-Dexecution.runtime-mode="
              + mode
              + ": this job runs in STREAMING mode only, since BATCH reorders the rows of a key;"
              + " leave the option out (bounded input ends by itself)");
    }
  }

  /**
   * The defaults for what {@code given} leaves open, at home and on a cluster.
   *
   * @param replayable whether a restart could read the input again
   */
  static Configuration defaults(ReadableConfig given, boolean replayable) {
    Configuration config = new Configuration();
    config.set(PipelineOptions.OBJECT_REUSE, true);
    config.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    config.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    if (given.getOptional(RestartStrategyOptions.RESTART_STRATEGY).isEmpty()) {
      config.set(RestartStrategyOptions.RESTART_STRATEGY, replayable ? "failure-rate" : "none");
      config.set(
          RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL,
          FAILURES_PER_INTERVAL);
      config.set(
          RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL,
          FAILURE_INTERVAL);
      config.set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY, RESTART_DELAY);
    }
    return config;
  }

  /**
   * What the embedded cluster needs besides.
   *
   * @param checkpoints where checkpoints go: a directory that may be deleted, or the user's
   */
  static Configuration embeddedDefaults(JobOptions options, boolean printing, Path checkpoints) {
    Configuration config = new Configuration();
    set(config, printing ? 1 : Runtime.getRuntime().availableProcessors());
    config.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    config.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    config.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, EMBEDDED_HEARTBEAT);
    config.set(
        RestOptions.BIND_PORT,
        options.webUi().isPresent() ? String.valueOf(options.webUi().getAsInt()) : "0");
    return config;
  }

  static boolean isResuming(ReadableConfig config) {
    return config.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isPresent();
  }

  /** The argument that makes a job continue from a savepoint. */
  static String resumeArgument(String savepoint) {
    return resumeArgumentPrefix() + savepoint;
  }

  static String resumeArgumentPrefix() {
    return "-D" + StateRecoveryOptions.SAVEPOINT_PATH.key() + "=";
  }
}
