package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.KafkaBroker;
import dev.flinkjobs.testing.TestCluster;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A savepoint goes on at any other parallelism, although the reader of a small file had ended by
 * then.
 */
class OtherParallelismTest {
  private static final String HEADER =
      "transaction_id,timestamp,transaction_type,amount,weight_kg,address,refrigerated";

  private static final int LONG = 100_000;

  private static final int SHORT = 100;
  private static final int[] PARALLELISMS = {1, 2, 4};
  private static final Map<String, Saved> SAVEPOINTS = new HashMap<>();
  private static final Map<String, Result> EXPECTED = new HashMap<>();

  /** In place of a topic whose two partitions hold the rows of both files. */
  private static final String TOPIC = "TOPIC";

  @RegisterExtension private static final KafkaBroker BROKER = new KafkaBroker();

  @RegisterExtension private static final TestCluster CLUSTER = TestCluster.of(1, 4);

  @TempDir private static Path shared;

  private record Saved(String savepoint, Path out) {}

  /** How many lines there are of each kind, and a sum that tells them from others. */
  private record Result(long results, long sum, long rejected) {
    Result plus(Result more) {
      return new Result(results + more.results, sum + more.sum, rejected + more.rejected);
    }
  }

  static Stream<Arguments> resumes() {
    List<Arguments> resumes = new ArrayList<>();
    for (String job :
        List.of(
            "transaction-totals",
            "transaction-totals --emit final",
            "window-averages",
            "window-averages --window session:30s",
            "parcel-routing",
            "transaction-totals --emit final --distinct-by transaction_type,timestamp",
            "window-averages --distinct-by transaction_type,timestamp",
            "transaction-totals --emit final --input " + TOPIC)) {
      for (int from : PARALLELISMS) {
        for (int to : PARALLELISMS) {
          resumes.add(Arguments.of(job, from, to));
        }
      }
    }
    return resumes.stream();
  }

  @BeforeAll
  static void write() throws Exception {
    SAVEPOINTS.clear();
    EXPECTED.clear();
    BROKER.createTopic("rows", 2);
    for (int number = 0; number < 2; number++) {
      String type = "type-" + number + "-";
      List<String> lines =
          IntStream.range(0, rows(number)).mapToObj(row -> line(type + row % 7, row)).toList();
      BROKER.send("rows", number, lines);
      Files.write(file(number), List.of(HEADER));
      Files.write(file(number), lines, StandardOpenOption.APPEND);
    }
    Files.writeString(shared.resolve("slow.properties"), "max.poll.records=1\n");
  }

  private static int rows(int file) {
    return file == 0 ? SHORT : LONG;
  }

  private static Path file(int number) {
    return shared.resolve(number + ".csv");
  }

  /**
   * Some have no amount and no weight.
   *
   * @param type another in each file, since running totals of both would depend on which is read
   *     faster
   */
  private static String line(String type, int row) {
    String number = row % 50 == 7 ? "none" : String.valueOf(row % 30);
    LocalDateTime time = LocalDateTime.of(2024, 1, 1, 9, 0).plusSeconds(row / 100);
    return row % 3 + "," + time + "," + type + "," + number + "," + number + ",서울,false";
  }

  @ParameterizedTest(name = "{0} -p {1} to -p {2}")
  @MethodSource("resumes")
  void aSavepointGoesOnAlthoughAReaderHadEnded(String job, int from, int to) throws Exception {
    Saved saved = saved(job, from);
    Path out = Files.createTempDirectory(shared, "out");
    try (TestCluster.Main run =
        start(job, to, out, "-Dexecution.state-recovery.path=" + saved.savepoint)) {
      assertThat(run.end()).contains("balanced");
      assertThat(run.job().restores()).isPositive();
    }
    assertThat(lines(saved.out).plus(lines(out))).isEqualTo(expected(job));
  }

  private static Saved saved(String job, int parallelism) throws Exception {
    String name = job + parallelism;
    if (!SAVEPOINTS.containsKey(name)) {
      Path out = Files.createTempDirectory(shared, "out");
      SlowFiles.areSlow = true;
      try (TestCluster.Main run = start(job, parallelism, out)) {
        if (parallelism > 1) {
          run.job().awaitFinishedSubtask();
        } else {
          run.job().awaitRunning();
        }
        String savepoint = run.job().stopWithSavepoint(shared.resolve("savepoints"));
        assertThat(run.end()).contains("balanced");
        SAVEPOINTS.put(name, new Saved(savepoint, out));
      } finally {
        SlowFiles.areSlow = false;
      }
    }
    return SAVEPOINTS.get(name);
  }

  private static Result expected(String job) throws Exception {
    if (!EXPECTED.containsKey(job)) {
      Path out = Files.createTempDirectory(shared, "out");
      try (TestCluster.Main run = start(job, 1, out)) {
        assertThat(run.end()).contains("balanced");
      }
      EXPECTED.put(job, lines(out));
      assertThat(EXPECTED.get(job).results).isPositive();
      assertThat(EXPECTED.get(job).rejected).isEqualTo(2 + LONG / 50);
    }
    return EXPECTED.get(job);
  }

  private static TestCluster.Main start(String job, int parallelism, Path out, String... more)
      throws Exception {
    List<String> words = new ArrayList<>(List.of(job.split(" ")));
    Consumer<String[]> main = main(words.remove(0));
    words.addAll(List.of("--output", "files:" + out.resolve("results")));
    words.addAll(List.of("--rejected", "files:" + out.resolve("rejected")));
    words.replaceAll(word -> word.equals(TOPIC) ? topic() : word);
    if (!words.contains("--input")) {
      words.addAll(List.of("--input", "slow://" + file(0) + ",slow://" + file(1)));
    }
    words.addAll(List.of(more));
    return CLUSTER.start(parallelism, main, words.toArray(String[]::new));
  }

  private static String topic() {
    String text = BROKER.uri("rows") + "?format=csv&until=latest&columns=" + HEADER;
    return SlowFiles.areSlow ? text + "&config=" + shared.resolve("slow.properties") : text;
  }

  private static Result lines(Path out) throws IOException {
    long count = 0;
    long sum = 0;
    try (Stream<Path> all = Files.walk(out.resolve("results"))) {
      for (Path each : all.filter(Files::isDirectory).toList()) {
        for (String line : CommittedParts.lines(each)) {
          count++;
          sum += line.hashCode();
        }
      }
    }
    return new Result(count, sum, CommittedParts.lines(out.resolve("rejected")).size());
  }

  private static Consumer<String[]> main(String job) {
    JobOptions options = (JobOptions) Catalogue.load().find(List.of(job)).orElseThrow();
    return args -> {
      try {
        options.mainClass().getMethod("main", String[].class).invoke(null, (Object) args);
      } catch (InvocationTargetException thrown) {
        throw new AssertionError(thrown.getCause());
      } catch (ReflectiveOperationException noMain) {
        throw new LinkageError(noMain.getMessage(), noMain);
      }
    };
  }
}
