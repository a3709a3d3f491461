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
  /** Those that are not on the class path, such as RocksDB's, are passed over. */
  private static final List<String> CLASSES =
      words(
          """
          configuration.AlgorithmOptions configuration.BatchExecutionOptions
          configuration.BlobServerOptions configuration.CheckpointingOptions
          configuration.CleanupOptions configuration.ClusterOptions configuration.CoreOptions
          configuration.DeploymentOptions configuration.EventOptions
          configuration.ExecutionOptions configuration.ExternalResourceOptions
          configuration.HeartbeatManagerOptions configuration.HighAvailabilityOptions
          configuration.HistoryServerOptions configuration.JMXServerOptions
          configuration.JobEventStoreOptions configuration.JobManagerOptions
          configuration.MetricOptions configuration.NettyShuffleEnvironmentOptions
          configuration.OptimizerOptions configuration.PipelineOptions
          configuration.QueryableStateOptions configuration.ResourceManagerOptions
          configuration.RestOptions configuration.RestartStrategyOptions configuration.RpcOptions
          configuration.SecurityOptions configuration.SinkOptions
          configuration.SlowTaskDetectorOptions configuration.StateBackendOptions
          configuration.StateChangelogOptions configuration.StateLatencyTrackOptions
          configuration.StateRecoveryOptions configuration.StateSizeTrackOptions
          configuration.TaskManagerOptions configuration.TraceOptions configuration.WebOptions
          changelog.fs.FsStateChangelogOptions client.cli.ArtifactFetchOptions
          client.cli.ClientOptions connector.base.source.reader.SourceReaderOptions
          runtime.highavailability.JobResultStoreOptions runtime.shuffle.ShuffleServiceOptions
          state.rocksdb.RocksDBConfigurableOptions state.rocksdb.RocksDBNativeMetricOptions
          state.rocksdb.RocksDBOptions state.rocksdb.sstmerge.RocksDBManualCompactionOptions
          table.api.config.ExecutionConfigOptions table.api.config.OptimizerConfigOptions
          table.api.config.TableConfigOptions
          """);

  /** Where keys are made up by plugins, file systems, cluster managers or users. */
  private static final List<String> OPEN =
      words(
          """
          containerized. env. external-resource. flink.hadoop. fs. gs. high-availability.
          kubernetes. metrics. python. s3. security. sql-client. sql-gateway.
          state.backend.rocksdb. table. traces. events. yarn. zookeeper.
          """);

  private FlinkKeys() {}

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+"));
  }

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
        Class<?> options =
            Class.forName("org.apache.flink." + name, true, ConfigOption.class.getClassLoader());
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
