package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.testing.UidContract;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;
import org.apache.flink.streaming.runtime.partitioner.RebalancePartitioner;
import org.apache.flink.streaming.runtime.partitioner.RescalePartitioner;
import org.apache.flink.streaming.runtime.partitioner.ShufflePartitioner;
import org.apache.flink.streaming.runtime.partitioner.StreamPartitioner;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A source has as many subtasks as it can read at once, and so has all that follows it up to the
 * first exchange: rows are never dealt out in turn.
 */
class PlansTest {
  private static final Set<Class<?>> IN_TURN =
      Set.of(RebalancePartitioner.class, RescalePartitioner.class, ShufflePartitioner.class);

  @TempDir Path directory;

  /** All that read rows. The tour deals elements out in turn, to show it. */
  static Stream<String> plans() {
    return Stream.concat(
        Catalogue.load().commands().stream()
            .filter(command -> command instanceof JobOptions job && !job.sample().isEmpty())
            .map(job -> job.name()),
        Stream.of(
            "transaction-totals --emit 1s",
            "transaction-totals --distinct-by transaction_id",
            "window-averages --distinct-by transaction_id,timestamp",
            "window-averages --window session:10s --alert-above 1",
            "window-averages --time @arrival",
            "parcel-routing --routing first",
            "sql-totals --mode batch --output print",
            "sql-window-averages --mode streaming"));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void oneFileIsReadByOneSubtask(String job) throws Exception {
    for (int parallelism : new int[] {2, 4}) {
      assertThatAllIsReadBy(1, graph(job, parallelism, joined(job, 1)));
    }
  }

  @ParameterizedTest
  @MethodSource("plans")
  void severalFilesAreReadByAsManySubtasksAsThereAreFiles(String job) throws Exception {
    int most = job.equals("double-until") ? 1 : 3; // The order of its values counts.
    for (int parallelism : new int[] {2, 4}) {
      assertThatAllIsReadBy(Math.min(parallelism, most), graph(job, parallelism, joined(job, 3)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "transaction-totals",
        "window-averages",
        "parcel-routing",
        "word-count",
        "file-lines",
        "sql-totals --mode streaming"
      })
  void aWatchedDirectoryIsReadByAllSubtasks(String job) throws Exception {
    joined(job, 1);
    for (int parallelism : new int[] {2, 4}) {
      assertThatAllIsReadBy(
          parallelism, graph(job, parallelism, "files:" + directory + "/in?watch=1s"));
    }
  }

  @ParameterizedTest
  @CsvSource({"transaction-totals, ''", "word-count, ?reconnect=3"})
  void aSocketIsReadByOneSubtask(String job, String settings) throws Exception {
    assertThatAllIsReadBy(1, graph(job, 4, "socket://localhost:1" + settings));
  }

  /**
   * Files of different days are read one after the other, so that windows are not open for long.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void filesThatFollowEachOtherInTimeAreReadByOneSubtask(int parallelism) throws Exception {
    List<String> days = new ArrayList<>();
    for (int day = 1; day <= 3; day++) {
      Path file = directory.resolve(day + ".csv");
      Files.writeString(file, "transaction_id,timestamp,amount\n1,2024-05-0" + day + "T10:00,1\n");
      days.add(file.toString());
    }
    assertThatAllIsReadBy(1, graph("window-averages", parallelism, String.join(",", days)));
  }

  private static void assertThatAllIsReadBy(int subtasks, StreamGraph graph) {
    Set<String> others = new TreeSet<>();
    for (Integer source : graph.getSourceIDs()) {
      collectOthers(graph.getStreamNode(source), subtasks, graph, others);
    }
    assertThat(others).as("what has not %s subtasks", subtasks).isEmpty();
    assertThat(graph.getStreamNodes().stream().flatMap(node -> node.getOutEdges().stream()))
        .filteredOn(edge -> IN_TURN.contains(partitioner(edge).getClass()))
        .isEmpty();
  }

  /** Up to the first exchange. */
  private static void collectOthers(
      StreamNode node, int subtasks, StreamGraph graph, Set<String> others) {
    if (node.getParallelism() != subtasks) {
      others.add(node.getOperatorName() + ": " + node.getParallelism());
    }
    for (StreamEdge edge : node.getOutEdges()) {
      if (partitioner(edge) instanceof ForwardPartitioner) {
        collectOthers(graph.getStreamNode(edge.getTargetId()), subtasks, graph, others);
      }
    }
  }

  private static StreamPartitioner<?> partitioner(StreamEdge edge) {
    return edge.getPartitioner();
  }

  /** The sample of a job, several times over, as the texts of one input. */
  private String joined(String job, int files) throws IOException {
    Path sample = Path.of("..", "data", options(job).sample());
    Path in = Files.createDirectories(directory.resolve("in"));
    List<String> copies = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      Path copy = in.resolve(i + "-" + sample.getFileName());
      if (!Files.exists(copy)) {
        Files.copy(sample, copy);
      }
      copies.add(copy.toString());
    }
    return String.join(",", copies);
  }

  private StreamGraph graph(String job, int parallelism, String input) {
    List<String> words = new ArrayList<>(List.of(job.split(" ")));
    Class<?> main = options(job).mainClass();
    words.remove(0);
    words.addAll(List.of("-p", String.valueOf(parallelism), "--input", input));
    words.addAll(List.of("--rejected", "files:" + directory.resolve("rejected")));
    if (!words.contains("--output")) {
      words.addAll(List.of("--output", "files:" + directory.resolve("out")));
    }
    return graph(main, words);
  }

  /** What the {@code main} of a job builds. */
  static StreamGraph graph(Class<?> main, List<String> words) {
    return UidContract.graphOf(args -> call(main, args), words.toArray(String[]::new));
  }

  private static void call(Class<?> main, String[] args) {
    try {
      main.getMethod("main", String[].class).invoke(null, (Object) args);
    } catch (InvocationTargetException thrown) {
      throw new AssertionError(thrown.getCause());
    } catch (ReflectiveOperationException noMain) {
      throw new LinkageError(noMain.getMessage(), noMain);
    }
  }

  private static JobOptions options(String job) {
    return (JobOptions) Catalogue.load().find(List.of(job.split(" ", 2)[0])).orElseThrow();
  }
}
