package dev.flinkjobs.options;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.FallbackKey;

/**
 * The options of Flink's configuration, read from Flink's classes: for use only where one is given.
 */
public final class FlinkKeys {
  private static final String CONFIGURATION = "org.apache.flink.configuration.";

  /** Those that are not on the class path, such as RocksDB's, are passed over. */
  private static final List<String> CLASSES =
      List.of(
          CONFIGURATION + "AlgorithmOptions",
          CONFIGURATION + "BatchExecutionOptions",
          CONFIGURATION + "BlobServerOptions",
          CONFIGURATION + "CheckpointingOptions",
          CONFIGURATION + "CleanupOptions",
          CONFIGURATION + "ClusterOptions",
          CONFIGURATION + "CoreOptions",
          CONFIGURATION + "DeploymentOptions",
          CONFIGURATION + "EventOptions",
          CONFIGURATION + "ExecutionOptions",
          CONFIGURATION + "ExternalResourceOptions",
          CONFIGURATION + "HeartbeatManagerOptions",
          CONFIGURATION + "HighAvailabilityOptions",
          CONFIGURATION + "HistoryServerOptions",
          CONFIGURATION + "JMXServerOptions",
          CONFIGURATION + "JobEventStoreOptions",
          CONFIGURATION + "JobManagerOptions",
          CONFIGURATION + "MetricOptions",
          CONFIGURATION + "NettyShuffleEnvironmentOptions",
          CONFIGURATION + "OptimizerOptions",
          CONFIGURATION + "PipelineOptions",
          CONFIGURATION + "QueryableStateOptions",
          CONFIGURATION + "ResourceManagerOptions",
          CONFIGURATION + "RestOptions",
          CONFIGURATION + "RestartStrategyOptions",
          CONFIGURATION + "RpcOptions",
          CONFIGURATION + "SecurityOptions",
          CONFIGURATION + "SinkOptions",
          CONFIGURATION + "SlowTaskDetectorOptions",
          CONFIGURATION + "StateBackendOptions",
          CONFIGURATION + "StateChangelogOptions",
          CONFIGURATION + "StateLatencyTrackOptions",
          CONFIGURATION + "StateRecoveryOptions",
          CONFIGURATION + "StateSizeTrackOptions",
          CONFIGURATION + "TaskManagerOptions",
          CONFIGURATION + "TraceOptions",
          CONFIGURATION + "WebOptions",
          "org.apache.flink.changelog.fs.FsStateChangelogOptions",
          "org.apache.flink.client.cli.ArtifactFetchOptions",
          "org.apache.flink.client.cli.ClientOptions",
          "org.apache.flink.connector.base.source.reader.SourceReaderOptions",
          "org.apache.flink.runtime.highavailability.JobResultStoreOptions",
          "org.apache.flink.runtime.shuffle.ShuffleServiceOptions",
          "org.apache.flink.state.rocksdb.RocksDBConfigurableOptions",
          "org.apache.flink.state.rocksdb.RocksDBNativeMetricOptions",
          "org.apache.flink.state.rocksdb.RocksDBOptions",
          "org.apache.flink.state.rocksdb.sstmerge.RocksDBManualCompactionOptions",
          "org.apache.flink.table.api.config.ExecutionConfigOptions",
          "org.apache.flink.table.api.config.OptimizerConfigOptions",
          "org.apache.flink.table.api.config.TableConfigOptions");

  /** Where keys are made up by plugins, file systems, cluster managers or users. */
  private static final List<String> OPEN =
      List.of(
          "containerized.",
          "env.",
          "external-resource.",
          "flink.hadoop.",
          "fs.",
          "gs.",
          "high-availability.",
          "kubernetes.",
          "metrics.",
          "python.",
          "s3.",
          "security.",
          "sql-client.",
          "sql-gateway.",
          "state.backend.rocksdb.",
          "table.",
          "traces.",
          "events.",
          "yarn.",
          "zookeeper.");

  private FlinkKeys() {}

  /**
   * A warning for each key that Flink does not know, in the order of the keys: {@code unknown Flink
   * option execution.runtimemode; did you mean execution.runtime-mode?}
   */
  public static List<String> unknown(Set<String> keys) {
    Set<String> known = known(keys).keySet();
    List<String> warnings = new ArrayList<>();
    for (String key : keys) {
      if (known.contains(key)) {
        continue;
      }
      Optional<String> meant = DidYouMean.nearest(key, known);
      if (meant.isPresent()) {
        warnings.add("unknown Flink option " + key + "; did you mean " + meant.get() + "?");
      } else if (OPEN.stream().noneMatch(key::startsWith)) {
        warnings.add("unknown Flink option " + key);
      }
    }
    return warnings;
  }

  /**
   * What is wrong with the values, by key: {@code -Dexecution.checkpointing.interval=soon: Could
   * not parse …}
   */
  public static Map<String, String> faults(Map<String, String> config) {
    Map<String, ConfigOption<?>> known = known(config.keySet());
    Map<String, String> faults = new LinkedHashMap<>();
    config.forEach(
        (key, value) -> {
          ConfigOption<?> option = known.get(key);
          if (option != null) {
            fault(option, key, value).ifPresent(fault -> faults.put(key, fault));
          }
        });
    return faults;
  }

  private static Optional<String> fault(ConfigOption<?> option, String key, String value) {
    try {
      Configuration.fromMap(Map.of(key, value)).get(option);
      return Optional.empty();
    } catch (IllegalArgumentException malformed) {
      if (Secrets.isSecret(key)) {
        // The reason may quote a part of the value.
        return Optional.of("-D" + key + "=" + Secrets.MASK + ": is not a value of this option");
      }
      Throwable reason = malformed.getCause() == null ? malformed : malformed.getCause();
      return Optional.of("-D" + key + "=" + value + ": " + reason.getMessage());
    }
  }

  /** Nothing where nothing is asked for: reading them all is a tenth of what a small job costs. */
  private static Map<String, ConfigOption<?>> known(Set<String> wanted) {
    return wanted.isEmpty() ? Map.of() : known();
  }

  /** The options by their keys, former ones too. */
  static Map<String, ConfigOption<?>> known() {
    Map<String, ConfigOption<?>> known = new TreeMap<>();
    for (String name : CLASSES) {
      try {
        Class<?> options = Class.forName(name, true, ConfigOption.class.getClassLoader());
        for (Field field : options.getFields()) {
          if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
            ConfigOption<?> option = (ConfigOption<?>) field.get(null);
            known.put(option.key(), option);
            for (FallbackKey fallback : option.fallbackKeys()) {
              known.putIfAbsent(fallback.getKey(), option);
            }
          }
        }
      } catch (ClassNotFoundException notInThisVersion) {
        // Its keys are unknown to this Flink too.
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    return known;
  }
}
