package dev.flinkjobs.generate.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.StdStreams;
import dev.flinkjobs.testing.TestCluster;
import dev.flinkjobs.transactions.TransactionTotalsJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A million generated rows, a part of them bad, come to exactly what the generator says. */
class GeneratedTotalsTest {
  private static final String TYPE = "transaction_type";
  private static final String TYPE_AND_CURRENCY = "transaction_type,currency";

  @TempDir static Path shared;

  @RegisterExtension private final TestCluster cluster = TestCluster.of(1, 4);

  @TempDir Path directory;

  private static Path input;
  private static Results expected;

  @BeforeAll
  static void generate() throws IOException {
    input = shared.resolve("transactions.csv");
    try (StdStreams std = StdStreams.capture()) {
      GenerateTransactionsOptions.main(
          new String[] {
            "--rows",
            "1000000",
            "--bad-rate",
            "0.02",
            "--disorder",
            "1s",
            "--duplicates",
            "0.01",
            "--out",
            input.toString()
          });
      assertThat(std.err()).contains("1,000,000 rows");
    }
    expected = Results.expected(input);
    assertThat(expected.accepted()).isBetween(970_000L, 990_000L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "1 " + TYPE,
        "1 " + TYPE_AND_CURRENCY,
        "2 " + TYPE,
        "2 " + TYPE_AND_CURRENCY,
        "4 " + TYPE,
        "4 " + TYPE_AND_CURRENCY
      })
  void finalTotalsAndCountsAreExact(int parallelism, String groupBy) throws IOException {
    try (StdStreams std = StdStreams.capture()) {
      TransactionTotalsJob.main(args(groupBy, directory, "-p", Integer.toString(parallelism)));
      assertThat(std.err()).contains("balanced");
    }
    assertThat(CommittedParts.lines(directory.resolve("out")))
        .containsExactlyInAnyOrderElementsOf(totals(groupBy));
    checkSummary(directory);
  }

  @ParameterizedTest
  @CsvSource({"1, hashmap", "2, hashmap", "4, hashmap", "2, rocksdb"})
  void distinctTotalsAreThoseOfEachIdOnce(int parallelism, String backend) throws IOException {
    try (StdStreams std = StdStreams.capture()) {
      TransactionTotalsJob.main(
          args(
              TYPE,
              directory,
              "--distinct-by",
              "transaction_id",
              "-p",
              Integer.toString(parallelism),
              "-Dstate.backend.type=" + backend));
      assertThat(std.err()).contains("balanced");
    }
    assertThat(CommittedParts.lines(directory.resolve("out")))
        .containsExactlyInAnyOrderElementsOf(expected.distinctTotals());
    JsonNode summary = summary(directory);
    assertThat(summary.get("duplicate").longValue()).isEqualTo(expected.duplicates()).isPositive();
    assertThat(summary.get("accepted").longValue())
        .isEqualTo(expected.accepted() - expected.duplicates());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {"1 " + TYPE_AND_CURRENCY, "2 " + TYPE, "4 " + TYPE_AND_CURRENCY})
  void theyAreExactAfterAFailureInTheMiddleToo(int parallelism, String groupBy) throws Exception {
    Path run = runWithAFailure(parallelism, groupBy);
    assertThat(CommittedParts.lines(run.resolve("out")))
        .containsExactlyInAnyOrderElementsOf(totals(groupBy));
    checkSummary(run);
  }

  /** Runs until a run was hit by the failure: on a fast machine one may end before. */
  private Path runWithAFailure(int parallelism, String groupBy) throws Exception {
    for (int attempt = 0; attempt < 5; attempt++) {
      Path run = Files.createDirectory(directory.resolve("run-" + attempt));
      try (TestCluster.Main job =
          cluster.start(parallelism, TransactionTotalsJob::main, args(groupBy, run))) {
        job.job().awaitCheckpoint();
        cluster.replaceTaskManager(0);
        assertThat(job.end()).contains("balanced");
        if (job.job().restores() > 0) {
          return run;
        }
      }
    }
    throw new AssertionError("no failure came while the job was running");
  }

  private static String[] args(String groupBy, Path run, String... more) {
    return Stream.concat(
            Stream.of(
                "--input",
                input.toString(),
                "--emit",
                "final",
                "--group-by",
                groupBy,
                "--output",
                "files:" + run.resolve("out"),
                "--rejected",
                "files:" + run.resolve("rejected"),
                "--summary-json",
                run.resolve("summary.json").toString()),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private static Iterable<String> totals(String groupBy) {
    return groupBy.equals(TYPE) ? expected.totals() : expected.totalsByCurrency();
  }

  private static JsonNode summary(Path run) throws IOException {
    return new ObjectMapper().readTree(Files.readString(run.resolve("summary.json")));
  }

  private static void checkSummary(Path run) throws IOException {
    JsonNode summary = summary(run);
    TreeMap<String, Long> rejected = new TreeMap<>();
    for (Map.Entry<String, JsonNode> reason : summary.at("/rejected/byReason").properties()) {
      rejected.put(reason.getKey(), reason.getValue().longValue());
    }
    assertThat(summary.get("read").longValue()).isEqualTo(expected.rows());
    assertThat(summary.get("accepted").longValue()).isEqualTo(expected.accepted());
    assertThat(rejected).isEqualTo(expected.rejected());
    assertThat(summary.at("/rejected/total").longValue())
        .isEqualTo(expected.rows() - expected.accepted());
    assertThat(summary.get("balanced").booleanValue()).isTrue();
  }
}
