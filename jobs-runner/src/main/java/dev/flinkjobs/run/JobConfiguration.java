package dev.flinkjobs.run;

import dev.flinkjobs.options.FlinkKeys;
import dev.flinkjobs.options.FlinkOptions;
import dev.flinkjobs.options.JobParameters;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.output.Checkpoints;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

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

  /** Flink's 128 MB make RocksDB write small files, and merge them again and again. */
  private static final MemorySize MANAGED_MEMORY = MemorySize.ofMebiBytes(512);

  /** Of the connectors' {@code SourceReaderOptions}. Its default is 30 seconds. */
  private static final ConfigOption<Long> READER_CLOSE_TIMEOUT_MILLIS =
      ConfigOptions.key("source.reader.close.timeout").longType().noDefaultValue();

  private static final Duration STDIN_CLOSE_TIMEOUT = Duration.ofSeconds(1);

  /** Of the RocksDB backend's {@code RocksDBOptions}, which is not here on every class path. */
  private static final ConfigOption<String> ROCKSDB_TIMERS =
      ConfigOptions.key("state.backend.rocksdb.timer-service.factory")
          .stringType()
          .noDefaultValue();

  /** Keys that decide where Flink listens, and what its REST server accepts. */
  private static final Pattern LISTENING =
      Pattern.compile(
          "(rest|web|jobmanager|taskmanager|resourcemanager|blob|query|jmx|metrics\\.internal"
              + "|high-availability|recovery|historyserver)"
              + "\\..*(ports?|host|address|allow-origin|(submit|cancel|rescale)\\.enable)"
              + "|(queryable-state|metrics\\.reporter).*");

  private JobConfiguration() {}

  /** What the command line says, without values that Flink could not read: they are problems. */
  static Configuration fromCommandLine(FlinkOptions options, Problems problems) {
    Map<String, String> said = new LinkedHashMap<>(options.flinkConfig());
    FlinkKeys.faults(said)
        .forEach(
            (key, fault) -> {
              problems.add(fault);
              said.remove(key);
            });
    Configuration config = Configuration.fromMap(said);
    options
        .parallelism()
        .ifPresent(parallelism -> config.set(CoreOptions.DEFAULT_PARALLELISM, parallelism));
    return config;
  }

  /**
   * What a job cannot run with.
   *
   * @param batch whether the job asks for BATCH mode itself
   */
  static void check(ReadableConfig config, boolean batch, Problems problems) {
    checkParallelism(config, problems);
    RuntimeExecutionMode mode = config.get(ExecutionOptions.RUNTIME_MODE);
    if (batch && isResuming(config)) {
      problems.add(
          "-D%s: batch keeps no state to go on from; leave the option out",
          StateRecoveryOptions.SAVEPOINT_PATH.key());
    } else if (!batch && mode != RuntimeExecutionMode.STREAMING) {
      problems.add(
          "-Dexecution.runtime-mode=%s: this job runs in STREAMING mode only, since BATCH reorders"
              + " the rows of a key; leave the option out (bounded input ends by itself)",
          mode);
    }
    String backend = config.get(StateBackendOptions.STATE_BACKEND);
    if (backend.toLowerCase(Locale.ROOT).contains("forst")) {
      problems.add(
          "-D%s=%s: jobs are not tested with it; take hashmap or rocksdb",
          StateBackendOptions.STATE_BACKEND.key(), backend);
    }
  }

  /** What takes the place of values that {@link #check} has refused, so that a graph is built. */
  static Configuration inPlaceOfRefused() {
    return new Configuration()
        .set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING)
        .set(StateBackendOptions.STATE_BACKEND, "hashmap");
  }

  static void checkParallelism(ReadableConfig config, Problems problems) {
    int parallelism = config.get(CoreOptions.DEFAULT_PARALLELISM);
    int most = config.getOptional(PipelineOptions.MAX_PARALLELISM).orElse(MAX_PARALLELISM);
    if (parallelism > most) {
      problems.add(
          "--parallelism %d: at most %d, the parallelism that state is laid out for"
              + " (-Dpipeline.max-parallelism=N changes it, for a job without a savepoint)",
          parallelism, most);
    }
  }

  /** Refuses keys that would open the cluster in this process. */
  static void checkClosed(Set<String> keys, Problems problems) {
    keys.stream()
        .filter(key -> LISTENING.matcher(key).matches())
        .forEach(
            key ->
                problems.add(
                    "-D%s: ./jobs opens no port but --web-ui PORT, on 127.0.0.1 and read-only; leave"
                        + " the option out, or submit the job to a cluster by"
                        + " -Dexecution.target=remote or flink run",
                    key));
  }

  /** What a job takes that is configured so. */
  static Checkpoints checkpoints(ReadableConfig given) {
    return new Checkpoints(
        given.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL).orElse(CHECKPOINT_INTERVAL),
        given.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT));
  }

  /**
   * What puts a job into BATCH mode, whatever the cluster's default is. Sorted by key the rows of
   * an id would be in any order, and another than the first might count.
   */
  static Configuration batch() {
    return new Configuration()
        .set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH)
        .set(ExecutionOptions.SORT_INPUTS, false)
        .set(ExecutionOptions.USE_BATCH_STATE_BACKEND, false);
  }

  /**
   * The defaults for what {@code given} leaves open, at home and on a cluster.
   *
   * @param replayable whether a restart could read the input again
   * @param forgetsIds whether there is a timer for each of the ids that rows have
   */
  static Configuration defaults(
      ReadableConfig given, String name, boolean replayable, boolean forgetsIds) {
    Defaults config = new Defaults(given);
    config.set(PipelineOptions.NAME, name);
    config.set(PipelineOptions.OBJECT_REUSE, true);
    config.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    // In RocksDB they cost as much as all other state, but the heap may be too small for many.
    config.set(ROCKSDB_TIMERS, forgetsIds ? "ROCKSDB" : "HEAP");
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
    return config.values;
  }

  /**
   * What the embedded cluster needs besides, where {@code given} leaves it open.
   *
   * @param stateDir where checkpoints are kept; empty: with what nobody needs
   * @param stdin whether the input is one that a thread may wait for without hearing that it is to
   *     end
   * @param inOrder whether somebody is going to see in which order things happen
   * @param scratch a directory for what nobody needs after the job
   */
  static Configuration embeddedDefaults(
      ReadableConfig given, Optional<Path> stateDir, boolean stdin, boolean inOrder, Path scratch) {
    Defaults config = new Defaults(given);
    int cores = Math.min(Runtime.getRuntime().availableProcessors(), MAX_PARALLELISM);
    int parallelism =
        given.getOptional(CoreOptions.DEFAULT_PARALLELISM).orElse(inOrder ? 1 : cores);
    config.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    config.set(CoreOptions.TMP_DIRS, scratch.toString());
    config.set(WebOptions.TMP_DIR, scratch.toString());
    // Outside the heap, and taken only by what uses it, such as RocksDB.
    config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED_MEMORY);
    config.set(TaskManagerOptions.NETWORK_MEMORY_MIN, networkMemory(parallelism));
    config.set(TaskManagerOptions.NETWORK_MEMORY_MAX, networkMemory(parallelism));
    if (stdin) {
      config.set(READER_CLOSE_TIMEOUT_MILLIS, STDIN_CLOSE_TIMEOUT.toMillis());
    }
    Path checkpoints = stateDir.orElse(scratch.resolve("checkpoints"));
    config.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    config.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    config.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, EMBEDDED_HEARTBEAT);
    // A new job waits so long for its slots, for others to come with it. There are none.
    config.set(ResourceManagerOptions.REQUIREMENTS_CHECK_DELAY, Duration.ZERO);
    return config.values;
  }

  /**
   * Enough for one shuffle from all to all and a dozen channels from each to one; Flink's own 64 MB
   * end at some forty subtasks.
   */
  private static MemorySize networkMemory(int parallelism) {
    long buffers = (long) parallelism * parallelism + 16L * parallelism;
    long bytes = buffers * TaskManagerOptions.MEMORY_SEGMENT_SIZE.defaultValue().getBytes();
    return new MemorySize(Math.max(bytes, MemorySize.ofMebiBytes(64).getBytes()));
  }

  /** What is set here stands back behind what is given, by any name that an option ever had. */
  private static final class Defaults {
    private final ReadableConfig given;
    private final Configuration values = new Configuration();

    Defaults(ReadableConfig given) {
      this.given = given;
    }

    <T> void set(ConfigOption<T> option, T value) {
      if (given.getOptional(option).isEmpty()) {
        values.set(option, value);
      }
    }
  }

  /** A configuration as the web UI may have it, which itself masks by fewer names. */
  static Configuration shown(Configuration config) {
    Map<String, String> shown = config.toMap();
    shown.replaceAll(
        (key, value) ->
            GlobalConfiguration.isSensitive(key) // Which the endpoint itself may need, for TLS.
                ? value
                : JobParameters.shown(key, value));
    return Configuration.fromMap(shown);
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
