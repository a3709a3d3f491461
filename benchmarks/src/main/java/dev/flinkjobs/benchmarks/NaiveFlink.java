package dev.flinkjobs.benchmarks;

import dev.flinkjobs.cluster.ClosedCluster;
import dev.flinkjobs.cluster.ClosedContext;
import java.nio.file.Files;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Function;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.FileUtils;

/**
 * What is around the topology of a naive peer: Flink as its documentation has it, with its
 * defaults.
 */
final class NaiveFlink {
  static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

  private NaiveFlink() {}

  /** Adds a topology to an environment. */
  @FunctionalInterface
  interface Topology {
    void addTo(StreamExecutionEnvironment env) throws Exception;
  }

  /** Runs a job to its end. */
  static void run(String name, String parallelism, Configuration configuration, Topology topology)
      throws Exception {
    java.nio.file.Path checkpoints = Files.createTempDirectory("naive-");
    // Without checkpoints FileSink would not finish a file before the end, and in the JobManager's
    // memory, the default, those of a million keys find no room. Ours makes them by itself.
    if (!configuration.contains(CheckpointingOptions.CHECKPOINTING_INTERVAL)) {
      configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    }
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    inProcess(
        Integer.parseInt(parallelism),
        configuration,
        env -> {
          topology.addTo(env);
          env.execute(name);
        });
    FileUtils.deleteDirectory(checkpoints.toFile());
  }

  /**
   * Runs a program as an IDE would: on a cluster of its own in this process, with a slot for each
   * subtask. The one that Flink starts would let anybody on the network run code.
   */
  @SuppressWarnings("try") // The context is there while it is open.
  static void inProcess(int parallelism, Configuration configuration, Topology program)
      throws Exception {
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    try (ClosedCluster cluster =
            ClosedCluster.start(configuration, 1, parallelism, OptionalInt.empty());
        ClosedContext context = new ClosedContext(cluster, configuration)) {
      program.addTo(StreamExecutionEnvironment.getExecutionEnvironment());
    }
  }

  /**
   * Writes results.
   *
   * @param lines makes text of them
   * @param output {@code discard} or the directory to write text files to
   */
  static <T> void write(
      DataStream<T> results, Function<DataStream<T>, DataStream<String>> lines, String output) {
    if (output.equals("discard")) {
      results.sinkTo(new DiscardingSink<>());
    } else {
      lines
          .apply(results)
          .sinkTo(
              FileSink.forRowFormat(new Path(output), new SimpleStringEncoder<String>()).build());
    }
  }
}
