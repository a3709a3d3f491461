package dev.flinkjobs.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.jspecify.annotations.Nullable;

/**
 * A job's operators keep their uids: a savepoint finds its state by them. The list of a job is a
 * committed file with one {@code uid<TAB>name} per line, in the order of the uids.
 */
public final class UidContract {

  /** Whether files that derive from the code are to be written, not checked. */
  public static final boolean WRITES = Boolean.getBoolean("derive");

  private UidContract() {}

  /**
   * The configuration that such a graph has to be made with: an operator without a uid, and a type
   * that only Kryo could serialize, are errors.
   */
  public static Configuration strictConfiguration() {
    Configuration config = new Configuration();
    config.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    config.set(PipelineOptions.GENERIC_TYPES, false);
    return config;
  }

  /**
   * The graph that a job's {@code main} builds, which is called with {@code --dry-run} behind its
   * arguments and so does not run it.
   */
  public static StreamGraph graphOf(Consumer<String[]> main, String... args) {
    String[] dryRun = Arrays.copyOf(args, args.length + 1);
    dryRun[args.length] = "--dry-run";
    try (CapturedContext context = new CapturedContext();
        StdStreams std = StdStreams.capture()) {
      main.accept(dryRun);
      if (context.environment == null) {
        throw new AssertionError("no environment was asked for:\n" + std.err());
      }
      return context.environment.getStreamGraph();
    }
  }

  /** Keeps the environment that {@code getExecutionEnvironment} gives while it is open. */
  private static final class CapturedContext extends StreamExecutionEnvironment {
    private @Nullable StreamExecutionEnvironment environment;

    CapturedContext() {
      initializeContextEnvironment(
          given -> {
            Configuration config = strictConfiguration();
            config.addAll(given);
            StreamExecutionEnvironment captured = new StreamExecutionEnvironment(config);
            environment = captured;
            return captured;
          });
    }

    @Override
    public void close() {
      resetContextEnvironment();
    }
  }

  /**
   * Fails when the graph's operators are not those of the committed file.
   *
   * @param graph made with {@link #strictConfiguration()}
   * @param committed a file of the module, such as {@code
   *     src/test/resources/transaction-totals.uids}
   */
  public static void check(StreamGraph graph, Path committed) throws IOException {
    String actual = describe(graph);
    if (WRITES) {
      Files.createDirectories(committed.toAbsolutePath().getParent());
      Files.writeString(committed, actual);
    }
    String expected = Files.exists(committed) ? Files.readString(committed) : "";
    if (!actual.equals(expected)) {
      throw new AssertionError(
          "The uids of this job are not those in "
              + committed
              + (expected.isEmpty() ? ", which is missing or empty." : ".")
              + "\nA change of uids is a state-compatibility decision: savepoints of earlier"
              + " versions no longer fit. Note it in CHANGELOG.md, then run .ci/derive. It writes:\n\n"
              + actual);
    }
  }

  private static String describe(StreamGraph graph) {
    Configuration config = graph.getExecutionConfig().toConfiguration();
    if (config.get(PipelineOptions.AUTO_GENERATE_UIDS)
        || config.get(PipelineOptions.GENERIC_TYPES)) {
      throw new AssertionError(
          "The graph was made with pipeline.auto-generate-uids or pipeline.generic-types on, which"
              + " hides missing uids and Kryo; make it with UidContract.strictConfiguration()");
    }
    List<String> lines = new ArrayList<>();
    for (StreamNode node : graph.getStreamNodes()) {
      lines.add(node.getTransformationUID() + "\t" + node.getOperatorName() + "\n");
    }
    lines.sort(null);
    return String.join("", lines);
  }
}
