package dev.localglobal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.localglobal.Operators.Savepoint;
import dev.localglobal.Operators.Setup;
import dev.localglobal.Programs.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many random scripts of rows, watermarks, barriers and restores: the results and late rows of each
 * key are those of Flink's own windows, in their order.
 */
class RandomScheduleTest {
  private static final int SCRIPTS = 20;
  private static final int STEPS = 400;

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
      compare(windows, lateness, seed, new HashMapStateBackend());
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void onRocksDbToo(String windows, long lateness) throws Exception {
    for (int seed = 0; seed < 2; seed++) {
      compare(windows, lateness, seed, new EmbeddedRocksDBStateBackend());
    }
  }

  private static void compare(String windows, long lateness, long seed, StateBackend backend)
      throws Exception {
    Random random = new Random(seed);
    Sum.Merge merge = List.of(Sum.Merge.values()).get(random.nextInt(3));
    Setup setup = new Setup(1, 1 << random.nextInt(3), backend, random.nextBoolean());
    Operators<Result> flink = new Operators<>(Programs.flink(windows, lateness, merge), Setup.ONE);
    Operators<Result> ours = new Operators<>(Programs.localGlobal(windows, lateness, merge), setup);
    List<Result> expected = new ArrayList<>();
    List<Result> results = new ArrayList<>();
    List<Row> expectedLate = new ArrayList<>();
    List<Row> late = new ArrayList<>();
    int disorder = 1 + random.nextInt(30);
    int keys = 1 + random.nextInt(4);
    int waits = 1 + random.nextInt(60);
    long time = 0;
    long watermark = Long.MIN_VALUE;
    for (int step = 0; step < STEPS; step++) {
      time += random.nextInt(3);
      Row row =
          new Row("k" + random.nextInt(keys), time - random.nextInt(disorder), random.nextInt(99));
      flink.row(0, row, row.time());
      ours.row(0, row, row.time());
      if (random.nextInt(3) == 0 && time - disorder / 3 > watermark) {
        watermark = time - disorder / 3;
        flink.watermark(0, watermark);
        ours.watermark(0, watermark);
      }
      if (random.nextInt(waits) == 0) {
        ours.wait(20);
      }
      if (random.nextInt(50) == 0) {
        ours.barrier();
      }
      if (random.nextInt(100) == 0) {
        Savepoint savepoint = ours.savepoint();
        results.addAll(ours.takeResults());
        late.addAll(ours.takeSide(Programs.LATE));
        ours.close();
        setup = setup.with(1, 1 << random.nextInt(3));
        ours = new Operators<>(Programs.localGlobal(windows, lateness, merge), setup, savepoint);
      }
    }
    flink.watermark(0, Long.MAX_VALUE);
    ours.watermark(0, Long.MAX_VALUE);
    expected.addAll(flink.takeResults());
    expectedLate.addAll(flink.takeSide(Programs.LATE));
    results.addAll(ours.takeResults());
    late.addAll(ours.takeSide(Programs.LATE));
    flink.close();
    ours.close();
    assertThat(byKey(results)).as("results, seed %s", seed).isEqualTo(byKey(expected));
    assertThat(lateByKey(late)).as("late, seed %s", seed).isEqualTo(lateByKey(expectedLate));
  }

  private static Map<String, List<Result>> byKey(List<Result> results) {
    return results.stream()
        .collect(Collectors.groupingBy(Result::key, TreeMap::new, Collectors.toList()));
  }

  private static Map<String, List<Row>> lateByKey(List<Row> rows) {
    return rows.stream()
        .collect(Collectors.groupingBy(Row::key, TreeMap::new, Collectors.toList()));
  }
}
