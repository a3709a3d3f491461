package dev.flinkjobs.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.flinkjobs.run.JobFailedException;
import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.Outcome;
import dev.flinkjobs.testing.TestCluster;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is promised of windows holds when the cluster breaks under the job. */
class WindowAveragesFailureTest {
  private static final int ROWS = 600_000;
  private static final int KEYS = 7;
  private static final int ROWS_PER_SECOND = 10;
  private static final int SECONDS_PER_WINDOW = 5;
  private static final LocalDateTime BEGIN = LocalDateTime.of(2024, 5, 11, 10, 0);

  @RegisterExtension private final TestCluster cluster = TestCluster.of(1, 3);

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void afterATaskManagerIsKilledEveryWindowIsThereOnceAndTheLedgerIsExact(int parallelism)
      throws Exception {
    // The small file, of the same hours, is read long before the failure.
    Path small = write("small.csv", 0, ROWS, 100);
    Path large = write("large.csv", 0, ROWS, 1);
    Path summary = directory.resolve("summary.json");
    try (TestCluster.Main run =
        cluster.start(
            parallelism,
            WindowAveragesJob::main,
            "--input",
            small + "," + large,
            "--output",
            "files:" + directory.resolve("out"),
            "--late",
            "files:" + directory.resolve("late"),
            "--summary-json",
            summary.toString())) {
      run.job().awaitCheckpoint();
      run.job().awaitCheckpoint();
      cluster.replaceTaskManager(0);
      assertThat(run.end()).contains("balanced: ");
      assertThat(run.job().restores()).isPositive();
    }
    Map<String, Long> expected = new TreeMap<>();
    count(0, ROWS, 1, expected);
    count(0, ROWS, 100, expected);
    assertThat(counts(directory.resolve("out"))).isEqualTo(expected);
    int rows = ROWS + ROWS / 100;
    assertThat(Files.readString(summary))
        .contains("\"read\":" + rows + ",\"accepted\":" + rows)
        .contains("\"late\":0")
        .contains("\"emitted\":" + expected.size())
        .contains("\"balanced\":true");
  }

  @Test
  void aSavepointGoesOnAtAnotherParallelismWithTheSameWindows() throws Exception {
    Path inbox = Files.createDirectory(directory.resolve("inbox"));
    @Nullable String savepoint = null;
    int rowsPerFile = 2010; // Each file ends in the middle of windows.
    int[] parallelisms = {1, 3, 2};
    for (int i = 0; i < parallelisms.length; i++) {
      Path file = write("next.csv", i * rowsPerFile, (i + 1) * rowsPerFile, 1);
      Files.move(file, inbox.resolve(i + ".csv"));
      savepoint = runUntilRead(inbox, (i + 1) * rowsPerFile, parallelisms[i], savepoint);
    }
  }

  @Test
  void aReaderThatHasNothingMoreToReadIsNotWaitedFor() throws Exception {
    Path inbox = Files.createDirectory(directory.resolve("inbox"));
    Path out = directory.resolve("out");
    try (TestCluster.Main run =
        cluster.start(
            2,
            WindowAveragesJob::main,
            "--input",
            "files:" + inbox + "?watch=10ms",
            "--idle-after",
            "100ms",
            "--output",
            "files:" + out)) {
      // Whoever has read one file, another reader gets the next sooner or later.
      int rowsPerFile = 100;
      for (int i = 1; i <= 5; i++) {
        Path file = write("next.csv", (i - 1) * rowsPerFile, i * rowsPerFile, 1);
        Files.move(file, inbox.resolve(i + ".csv"));
        Map<String, Long> expected = new TreeMap<>();
        count(0, completeWith(i * rowsPerFile), 1, expected);
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(counts(out)).isEqualTo(expected));
      }
      run.job().cancel();
      assertThatThrownBy(run::end).isInstanceOf(JobFailedException.class);
    }
  }

  /** How many of the first rows are in windows that the last of these rows completes. */
  private static int completeWith(int rows) {
    int seconds = (rows - 1) / ROWS_PER_SECOND - 1;
    return seconds / SECONDS_PER_WINDOW * SECONDS_PER_WINDOW * ROWS_PER_SECOND;
  }

  /** Runs the job until all windows that these rows complete are there, and stops it. */
  private String runUntilRead(Path inbox, int rows, int parallelism, @Nullable String savepoint)
      throws Exception {
    Path summary = directory.resolve("summary.json");
    List<String> args =
        new ArrayList<>(
            List.of(
                "--input",
                "files:" + inbox + "?watch=10ms",
                "--idle-after",
                "100ms",
                "--summary-json",
                summary.toString(),
                "--output",
                "files:" + directory.resolve("out")));
    if (savepoint != null) {
      args.add("-Dexecution.state-recovery.path=" + savepoint);
    }
    Map<String, Long> expected = new TreeMap<>();
    count(0, completeWith(rows), 1, expected);
    try (TestCluster.Main run =
        cluster.start(parallelism, WindowAveragesJob::main, args.toArray(String[]::new))) {
      run.job().awaitRunning();
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(counts(directory.resolve("out"))).isEqualTo(expected));
      run.job().awaitCheckpoint();
      String made = run.job().stopWithSavepoint(directory.resolve("savepoints"));
      run.end();
      assertThat(Outcome.summary(summary)).contains("late:0,filtered:", "balanced:true");
      return made;
    }
  }

  /** Every {@code step}-th of the rows {@code from} to {@code to}. */
  private Path write(String name, int from, int to, int step) throws IOException {
    Path file = directory.resolve(name);
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("transaction_id,timestamp,amount\n");
      for (int row = from; row < to; row += step) {
        out.write(key(row) + "," + BEGIN.plusSeconds(row / ROWS_PER_SECOND) + ",1\n");
      }
    }
    return file;
  }

  private static String key(int row) {
    return "k" + row % KEYS;
  }

  /** Adds the rows of each key and window. */
  private static void count(int from, int to, int step, Map<String, Long> counts) {
    for (int row = from; row < to; row += step) {
      long second = row / ROWS_PER_SECOND;
      LocalDateTime start = BEGIN.plusSeconds(second / SECONDS_PER_WINDOW * SECONDS_PER_WINDOW);
      counts.merge(key(row) + "," + start, 1L, Long::sum);
    }
  }

  /**
   * The committed counts by key and begin of the window. Fails if a window is there twice, as it
   * would be if it had been opened again.
   */
  private static Map<String, Long> counts(Path out) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    for (String line : CommittedParts.lines(out)) {
      String[] columns = line.split(",", -1);
      LocalDateTime start = LocalDateTime.parse(columns[1].replace("Z", ""));
      Long before = counts.put(columns[0] + "," + start, Long.parseLong(columns[5]));
      assertThat(before).as("second result for %s", line).isNull();
      assertThat(columns[3]).as("average of ones").isEqualTo("1.0");
    }
    return counts;
  }
}
