package dev.localglobal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.localglobal.Operators.Savepoint;
import dev.localglobal.Operators.Setup;
import dev.localglobal.Programs.Result;
import dev.localglobal.Programs.Windowing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many random scripts of rows, watermarks, idle sources, barriers and restores: the results and
 * late rows of each key are those of Flink's own windows, in their order. Accumulators are changed
 * in place and ruined when they are merged, with and without object reuse, with and without a
 * shuffle.
 */
class RandomScheduleTest {
  private static final int SCRIPTS = 12;
  private static final int STEPS = 400;
  private static final int MOST_KEYS = 4;

  @TempDir(factory = Memory.class)
  private Path databases;

  static Stream<Arguments> programs() {
    return Stream.of(
            "tumbling:5",
            "tumbling:5+2",
            "sliding:10/5",
            "sliding:7/3",
            "sliding:7/3+1",
            "sliding:2/5",
            "irregular",
            "session:4")
        .flatMap(
            windows -> Stream.of(0L, 6L, 1000L).map(lateness -> Arguments.of(windows, lateness)));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void resultsAndLateRowsAreThoseOfFlink(String windows, long lateness) throws Exception {
    for (int seed = 0; seed < SCRIPTS; seed++) {
      compare(windows, lateness, false, seed, new HashMapStateBackend());
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void whatAWindowFunctionDoesWithStateAndSideOutputsIsToo(String windows, long lateness)
      throws Exception {
    for (int seed = 0; seed < SCRIPTS / 3; seed++) {
      compare(windows, lateness, true, seed, new HashMapStateBackend());
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void onRocksDbToo(String windows, long lateness) throws Exception {
    compare(windows, lateness, false, 1, rocksDb());
    compare(windows, lateness, true, 2, rocksDb());
  }

  private StateBackend rocksDb() {
    EmbeddedRocksDBStateBackend backend = new EmbeddedRocksDBStateBackend();
    backend.setDbStoragePath(databases.toString());
    return backend;
  }

  /** In memory, if there is such a place: hundreds of databases are made, each in many files. */
  private static final class Memory implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
        throws IOException {
      Path memory = Path.of("/dev/shm");
      return Files.isWritable(memory)
          ? Files.createTempDirectory(memory, "databases")
          : Files.createTempDirectory("databases");
    }
  }

  /** What comes out, by key: results, late rows, what the window function says on the side. */
  private record Outputs(
      List<String> results, List<String> late, List<String> notCounted, List<String> notes) {
    Outputs() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    void take(Operators<Result> operators) {
      operators.takeResults().forEach(result -> results.add(result.key() + ": " + result));
      operators.takeSide(Programs.LATE).forEach(row -> late.add(row.key() + ": " + row));
      for (LateRow<Row> row : operators.takeSide(Programs.MISSED)) {
        assertThat(row.missed()).isNotEmpty();
        assertThat(row.timestamp()).isEqualTo(row.row().time());
        if (!row.isCounted()) {
          notCounted.add(row.row().key() + ": " + row.row());
        }
      }
      notes.addAll(operators.takeSide(Stateful.NOTES));
    }

    /** Timers of one time have no order in Flink, so a window may be cleared before a result. */
    Map<String, Map<String, List<String>>> byKey() {
      notes.sort(null);
      return Map.of("results", byKey(results), "late", byKey(late), "notes", byKey(notes));
    }

    private static Map<String, List<String>> byKey(List<String> lines) {
      return lines.stream()
          .collect(
              Collectors.groupingBy(
                  line -> line.substring(0, line.indexOf(':')), TreeMap::new, Collectors.toList()));
    }
  }

  private static void compare(
      String windows, long lateness, boolean isStateful, long seed, StateBackend backend)
      throws Exception {
    Random random = new Random(seed);
    Sum.Merge merge = List.of(Sum.Merge.values()).get(random.nextInt(3));
    Windowing windowing = new Windowing(windows, lateness, merge, isStateful);
    int sources = 1 + random.nextInt(3);
    Setup setup = new Setup(sources, parallelism(random), backend, random.nextBoolean());
    Operators<Result> flink =
        new Operators<>(Programs.flink(windowing), Setup.ONE.with(sources, 1));
    Operators<Result> ours = ours(windowing, setup, null, random);
    Outputs expected = new Outputs();
    Outputs found = new Outputs();
    int disorder = 1 + random.nextInt(30);
    int keys = 1 + random.nextInt(MOST_KEYS);
    int waits = 1 + random.nextInt(60);
    long time = 0;
    Source[] all = Stream.generate(Source::new).limit(sources).toArray(Source[]::new);
    int source = 0;
    for (int step = 0; step < STEPS; step++) {
      if (random.nextInt(4) == 0) {
        source = random.nextInt(sources);
        // Rows of two sources have no order in Flink, unless the one has sent all before.
        ours.wait(20);
      }
      Source now = all[source];
      if (now.isIdle || random.nextInt(40) == 0) {
        now.isIdle = !now.isIdle;
        flink.status(source, now.status());
        ours.status(source, now.status());
        continue;
      }
      time += random.nextInt(3);
      Row row =
          new Row("k" + random.nextInt(keys), time - random.nextInt(disorder), random.nextInt(99));
      flink.row(source, row, row.time());
      ours.row(source, row, row.time());
      if (random.nextInt(3) == 0 && time - disorder / 3 > now.watermark) {
        now.watermark = time - disorder / 3;
        flink.watermark(source, now.watermark);
        ours.watermark(source, now.watermark);
      }
      if (random.nextInt(waits) == 0) {
        ours.wait(20);
      }
      if (random.nextInt(50) == 0) {
        ours.barrier();
      }
      if (random.nextInt(100) == 0) {
        Savepoint savepoint = ours.savepoint();
        found.take(ours);
        ours.close();
        setup = setup.with(sources, parallelism(random));
        ours = ours(windowing, setup, savepoint, random);
        for (int i = 0; i < sources; i++) {
          ours.watermark(i, all[i].watermark).wait(20).status(i, all[i].status());
        }
      }
    }
    for (int i = 0; i < sources; i++) {
      flink.status(i, WatermarkStatus.ACTIVE).watermark(i, Long.MAX_VALUE);
      ours.wait(20).status(i, WatermarkStatus.ACTIVE).watermark(i, Long.MAX_VALUE);
    }
    expected.take(flink);
    found.take(ours);
    flink.close();
    ours.close();
    assertThat(firstDifference(expected.byKey(), found.byKey()))
        .as("%s, seed %s", windowing, seed)
        .isEmpty();
    if (!windows.equals("sliding:2/5")) {
      // Some of its rows are in no window, so they miss none.
      assertThat(found.notCounted).containsExactlyElementsOf(found.late);
    }
  }

  private static int parallelism(Random random) {
    return 1 << random.nextInt(3);
  }

  /** Where it is possible, sometimes without a shuffle: state does not depend on it. */
  private static Operators<Result> ours(
      Windowing windowing, Setup setup, Savepoint savepoint, Random random) throws Exception {
    boolean isChained = setup.parallelism() == 1 && setup.sources() == 1 && random.nextBoolean();
    return new Operators<>(Programs.localGlobal(windowing, isChained), setup, savepoint);
  }

  /** What a source has said. */
  private static final class Source {
    private long watermark = Long.MIN_VALUE;
    private boolean isIdle;

    WatermarkStatus status() {
      return isIdle ? WatermarkStatus.IDLE : WatermarkStatus.ACTIVE;
    }
  }

  /** Says little, since the whole is thousands of lines; empty if there is none. */
  private static String firstDifference(
      Map<String, Map<String, List<String>>> expected,
      Map<String, Map<String, List<String>>> found) {
    StringBuilder text = new StringBuilder();
    for (String kind : expected.keySet()) {
      Set<String> keys = new TreeSet<>(expected.get(kind).keySet());
      keys.addAll(found.get(kind).keySet());
      for (String key : keys) {
        List<String> a = expected.get(kind).getOrDefault(key, List.of());
        List<String> b = found.get(kind).getOrDefault(key, List.of());
        int at = 0;
        while (at < a.size() && at < b.size() && a.get(at).equals(b.get(at))) {
          at++;
        }
        if (at < a.size() || at < b.size()) {
          text.append(kind).append(" from ").append(at).append(" on\n Flink ");
          text.append(a.subList(at, Math.min(a.size(), at + 3))).append("\n ours  ");
          text.append(b.subList(at, Math.min(b.size(), at + 3))).append("\n");
        }
      }
    }
    return text.toString();
  }
}
