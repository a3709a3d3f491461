package dev.flinkjobs.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.run.JobFailedException;
import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.Outcome;
import dev.flinkjobs.testing.StdStreams;
import dev.flinkjobs.testing.TestCluster;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is promised of results and ledger holds when the cluster breaks under the job. */
class TransactionTotalsFailureTest {
  private static final int ROWS = 1_500_000;
  private static final int COPIES = 3;
  private static final String[] TYPES = {"Deposit", "Payment", "Transfer", "Withdrawal"};

  @RegisterExtension private final TestCluster cluster = TestCluster.of(1, 3);

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void afterATaskManagerIsKilledEveryTotalIsThereOnceAndTheLedgerIsExact(int parallelism)
      throws Exception {
    // The small file's reader has finished long before the failure; its counts must not be lost.
    Path small = write("small.csv", 0, 1000);
    Path large = write("large.csv", 1000, ROWS);
    Path summary = directory.resolve("summary.json");
    try (TestCluster.Main run =
        cluster.start(
            parallelism,
            TransactionTotalsJob::main,
            "--input",
            small + "," + large,
            "--output",
            "files:" + directory.resolve("out"),
            "--rejected",
            "files:" + directory.resolve("rejected"),
            "--summary-json",
            summary.toString())) {
      run.job().awaitCheckpoint();
      run.job().awaitCheckpoint();
      cluster.replaceTaskManager(0);
      assertThat(run.end()).contains("balanced");
      assertThat(run.job().restores()).isPositive();
    }
    assertThat(totals(directory.resolve("out"))).isEqualTo(expectedTotals());
    assertThat(lines(directory.resolve("rejected")))
        .containsExactlyInAnyOrderElementsOf(badLines(small, large));
    assertThat(Files.readString(summary))
        .contains("\"read\":" + ROWS + ",\"accepted\":" + (ROWS - badRows()))
        .contains("\"byReason\":{\"not a number\":" + badRows() + "}")
        .contains("\"emitted\":" + (ROWS - badRows()))
        .contains("\"balanced\":true");
  }

  /**
   * Each id is there {@value #COPIES} times, in turn; any but its first copy has a large amount.
   */
  @ParameterizedTest
  @CsvSource({"1, hashmap", "3, rocksdb"})
  void afterATaskManagerIsKilledTheFirstRowOfEachIdCountsOnce(int parallelism, String backend)
      throws Exception {
    int ids = 200_000;
    int rows = COPIES * ids;
    Path input = directory.resolve("in.csv");
    try (Writer out = Files.newBufferedWriter(input)) {
      out.write("id,transaction_type,amount\n");
      for (int row = 0; row < rows; row++) {
        int id = row % ids;
        String amount = isBad(id) ? "bad" : row < ids ? amount(id).toString() : "1e9";
        out.write(id + "," + type(id) + "," + amount + "\n");
      }
    }
    Path summary = directory.resolve("summary.json");
    try (TestCluster.Main run =
        cluster.start(
            parallelism,
            TransactionTotalsJob::main,
            "--input",
            input.toString(),
            "--distinct-by",
            "id",
            "--duplicate-rows",
            "files:" + directory.resolve("duplicates"),
            "--rejected",
            "discard",
            "--output",
            "files:" + directory.resolve("out"),
            "--summary-json",
            summary.toString(),
            "-Dstate.backend.type=" + backend,
            // A JobManager takes 5 MB of state at most, and so many ids have more.
            "-Dexecution.checkpointing.dir=" + directory.resolve("checkpoints").toUri())) {
      run.job().awaitCheckpoint();
      run.job().awaitCheckpoint();
      cluster.replaceTaskManager(0);
      assertThat(run.end()).contains("balanced");
      assertThat(run.job().restores()).isPositive();
    }
    assertThat(totals(directory.resolve("out"))).isEqualTo(expected(ids));
    int good = ids - ids / 500;
    assertThat(lines(directory.resolve("duplicates")))
        .hasSize((COPIES - 1) * good)
        .doesNotHaveDuplicates();
    assertThat(Files.readString(summary))
        .contains("\"read\":" + rows + ",\"accepted\":" + good)
        .contains("\"duplicate\":" + (COPIES - 1) * good)
        .contains("\"balanced\":true");
  }

  @Test
  void aClientTellsTheLedgerOfAJobThatFailedOnItsCluster() throws Exception {
    Path input = write("bad.csv", 0, 2000);
    Path summary = directory.resolve("summary.json");
    try (AutoCloseable context = cluster.asContext(1);
        StdStreams std = StdStreams.capture()) {
      assertThat(context).isNotNull();
      assertThatThrownBy(
              () ->
                  TransactionTotalsJob.main(
                      new String[] {
                        "--input",
                        input.toString(),
                        "--on-malformed",
                        "fail",
                        "--summary-json",
                        summary.toString()
                      }))
          .isInstanceOf(JobFailedException.class)
          .hasMessageContaining("rows rejected, allowed: 0")
          .satisfies(failed -> assertThat(failed.getStackTrace()).isEmpty());
      assertThat(std.err()).contains("transaction-totals failed in");
      assertThat(Outcome.summary(summary))
          .contains("status:failed,", "read:2000,", "balanced:true");
    }
  }

  /** The job itself has ended well, so what it wrote is committed. */
  @Test
  void aClientFailsWhereItsJobHasAcceptedNothing() throws Exception {
    Path input = Files.writeString(directory.resolve("in.csv"), "transaction_type,amount\na,x\n");
    Path rejected = directory.resolve("rejected");
    try (AutoCloseable context = cluster.asContext(1);
        StdStreams std = StdStreams.capture()) {
      assertThat(context).isNotNull();
      assertThatThrownBy(
              () ->
                  TransactionTotalsJob.main(
                      new String[] {
                        "--input", input.toString(), "--rejected", "files:" + rejected
                      }))
          .isInstanceOf(JobFailedException.class)
          .hasMessageStartingWith("no row of 1 was accepted; most frequent: 1 rejected, not a")
          .satisfies(failed -> assertThat(failed.getStackTrace()).isEmpty());
      assertThat(std.err()).contains("transaction-totals failed in", "balanced");
    }
    assertThat(lines(rejected)).containsExactly(input + ":2");
  }

  @Test
  void theCheckOfResultsSeesALostAndARepeatedOne() throws IOException {
    Path lost = Files.createDirectory(directory.resolve("lost"));
    Files.write(lost.resolve("part-0-0.csv"), List.of("type,total,count", "a,1,1", "a,3,3"));
    assertThatThrownBy(() -> totals(lost)).hasMessageContaining("results of a without a gap");
    Path twice = Files.createDirectory(directory.resolve("twice"));
    Files.write(twice.resolve("part-0-0.csv"), List.of("type,total,count", "a,1,1"));
    Files.write(twice.resolve("part-1-0.csv"), List.of("type,total,count", "a,1,1"));
    assertThatThrownBy(() -> totals(twice)).hasMessageContaining("second result for a,1,1");
  }

  @Test
  void aDetachedClientNamesTheJobAndLeaves() throws Exception {
    Path input = write("good.csv", 0, 100);
    try (AutoCloseable context = cluster.asContext(1);
        StdStreams std = StdStreams.capture()) {
      assertThat(context).isNotNull();
      TransactionTotalsJob.main(
          new String[] {
            "--input",
            input.toString(),
            "--output",
            "files:" + directory.resolve("out"),
            "-Dexecution.attached=false"
          });
      assertThat(std.err())
          .matches("transaction-totals submitted as job [0-9a-f]{32}\\R")
          .doesNotContain("balanced");
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> totals(directory.resolve("out")).emitted == 100);
  }

  @Test
  void whatIsForALaptopIsRefusedOnACluster() throws Exception {
    try (AutoCloseable context = cluster.asContext(1)) {
      assertThat(context).isNotNull();
      assertThatThrownBy(
              () ->
                  TransactionTotalsJob.main(
                      new String[] {
                        "--input", "-", "--state-dir", "state", "--web-ui", "8081", "--heap", "2g"
                      }))
          .isInstanceOfSatisfying(
              UsageException.class,
              mistakes ->
                  assertThat(mistakes.messages())
                      .containsExactly(
                          "--input -: a cluster cannot read the standard input of this process",
                          "--state-dir is for the cluster inside this process; elsewhere use flink stop --savepointPath",
                          "--web-ui is for the cluster inside this process; another has its own",
                          "--heap is for the cluster inside this process; elsewhere set"
                              + " taskmanager.memory.process.size"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"every", "10ms"})
  void aSavepointGoesOnAtAnotherParallelismWithTheSameTotals(String emit) throws Exception {
    Path inbox = Files.createDirectory(directory.resolve("in 10:00 여기 100%"));
    @Nullable String savepoint = null;
    int rowsPerFile = 2000;
    int[] parallelisms = {1, 3, 2};
    for (int i = 0; i < parallelisms.length; i++) {
      Path file = write("next.csv", i * rowsPerFile, (i + 1) * rowsPerFile);
      Files.move(file, inbox.resolve(i + ":00 거래 #%20?\\.csv"));
      long read = (i + 1L) * rowsPerFile;
      savepoint = runUntilRead(inbox, read, emit, parallelisms[i], savepoint);
    }
    if (emit.equals("every")) {
      assertThat(totals(directory.resolve("out")))
          .isEqualTo(expected(parallelisms.length * rowsPerFile));
    }
  }

  @Test
  void idsAreKnownAfterASavepointAtAnotherParallelism() throws Exception {
    Path inbox = Files.createDirectory(directory.resolve("inbox"));
    @Nullable String savepoint = null;
    int[] parallelisms = {1, 3, 2};
    for (int i = 0; i < parallelisms.length; i++) {
      int rows = (i + 1) * 2000;
      Path file = write("next.csv", 0, rows); // All that were there before once more.
      Files.move(file, inbox.resolve(i + ".csv"));
      savepoint =
          runUntilRead(inbox, rows, "every", parallelisms[i], savepoint, "--distinct-by", "id");
      assertThat(totals(directory.resolve("out"))).isEqualTo(expected(rows));
    }
  }

  /** Runs the job until its totals are those of this many rows, and stops it with a savepoint. */
  private String runUntilRead(
      Path inbox,
      long rows,
      String emit,
      int parallelism,
      @Nullable String savepoint,
      String... more)
      throws Exception {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--input",
                "files:" + inbox + "?watch=10ms",
                "--output",
                "files:" + directory.resolve("out"),
                "--rejected",
                "discard",
                "--emit",
                emit));
    args.addAll(List.of(more));
    if (savepoint != null) {
      args.add("-Dexecution.state-recovery.path=" + savepoint);
    }
    try (TestCluster.Main run =
        cluster.start(parallelism, TransactionTotalsJob::main, args.toArray(String[]::new))) {
      Map<String, String> expected = expected((int) rows).latest;
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> latest(results(directory.resolve("out"))).equals(expected));
      String made = run.job().stopWithSavepoint(directory.resolve("savepoints"));
      assertThat(run.end()).contains("balanced");
      return made;
    }
  }

  /** Rows {@code from} to {@code to}, every 500th of them bad. */
  private Path write(String name, int from, int to) throws IOException {
    Path file = directory.resolve(name);
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("id,transaction_type,amount\n");
      for (int row = from; row < to; row++) {
        out.write(row + "," + type(row) + "," + (isBad(row) ? "bad" : amount(row)) + "\n");
      }
    }
    return file;
  }

  /** File and line of rejected rows. */
  private static List<String> lines(Path rejected) throws IOException {
    return CommittedParts.lines(rejected).stream()
        .map(row -> row.split(",", -1))
        .map(columns -> columns[1] + ":" + columns[3])
        .toList();
  }

  private static List<String> badLines(Path small, Path large) {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      if (isBad(row)) {
        lines.add(row < 1000 ? small + ":" + (row + 2) : large + ":" + (row - 1000 + 2));
      }
    }
    return lines;
  }

  private static boolean isBad(int row) {
    return row % 500 == 499;
  }

  private static String type(int row) {
    return TYPES[(row * 7 + row / 13) % TYPES.length];
  }

  private static Decimal amount(int row) {
    return Decimal.of(row % 100_000, 2);
  }

  private static int badRows() {
    return ROWS / 500;
  }

  private static TotalsByType expectedTotals() {
    return expected(ROWS);
  }

  private static TotalsByType expected(int rows) {
    Map<String, Decimal> totals = new HashMap<>();
    Map<String, Long> counts = new HashMap<>();
    int emitted = 0;
    for (int row = 0; row < rows; row++) {
      if (!isBad(row)) {
        totals.merge(type(row), amount(row), Decimal::plus);
        counts.merge(type(row), 1L, Long::sum);
        emitted++;
      }
    }
    Map<String, String> latest = new TreeMap<>();
    totals.forEach((type, total) -> latest.put(type, total + "," + counts.get(type)));
    return new TotalsByType(latest, emitted);
  }

  /** What the committed files say. Fails if a result is missing before the last of its type. */
  private static TotalsByType totals(Path out) throws IOException {
    Map<String, NavigableMap<Long, String>> results = results(out);
    int emitted = 0;
    for (Map.Entry<String, NavigableMap<Long, String>> ofType : results.entrySet()) {
      NavigableMap<Long, String> byCount = ofType.getValue();
      assertThat(byCount)
          .as("results of %s without a gap", ofType.getKey())
          .hasSize(byCount.lastKey().intValue());
      emitted += byCount.size();
    }
    return new TotalsByType(latest(results), emitted);
  }

  private static Map<String, String> latest(Map<String, NavigableMap<Long, String>> results) {
    Map<String, String> latest = new TreeMap<>();
    results.forEach(
        (type, byCount) ->
            latest.put(type, byCount.lastEntry().getValue() + "," + byCount.lastKey()));
    return latest;
  }

  /**
   * The committed totals of each type by their count. Fails if a count is there twice, as it would
   * be after a row was counted twice.
   */
  private static Map<String, NavigableMap<Long, String>> results(Path out) throws IOException {
    Map<String, NavigableMap<Long, String>> byCount = new HashMap<>();
    for (String line : CommittedParts.lines(out)) {
      String[] columns = line.split(",", -1);
      NavigableMap<Long, String> totals =
          byCount.computeIfAbsent(columns[0], type -> new TreeMap<>());
      String before = totals.put(Long.parseLong(columns[2]), columns[1]);
      assertThat(before).as("second result for %s", line).isNull();
    }
    return byCount;
  }

  private record TotalsByType(Map<String, String> latest, int emitted) {}
}
