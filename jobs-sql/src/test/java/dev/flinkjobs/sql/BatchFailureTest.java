package dev.flinkjobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flinkjobs.generate.sql.GenerateSalesOptions;
import dev.flinkjobs.testing.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Batch has no checkpoints: what a TaskManager takes with it is done again, and counted once. */
class BatchFailureTest {
  private static final int ROWS = 500_000;

  @RegisterExtension private final TestCluster cluster = TestCluster.of(1, 2);

  @TempDir Path directory;

  @Test
  void afterATaskManagerIsKilledResultsAndLedgerAreThoseOfTheInput() throws Exception {
    Path input = directory.resolve("sales.csv");
    Path summary = directory.resolve("summary.json");
    Runs.generate(
        GenerateSalesOptions::main,
        "--rows",
        "" + ROWS,
        "--bad-rate",
        "0.01",
        "--out",
        input.toString());
    try (TestCluster.Main run =
        cluster.start(
            2,
            SalesSummaryJob::main,
            "--input",
            input.toString(),
            "--output",
            "files:" + directory.resolve("out") + "?format=json",
            "--rejected",
            "files:" + directory.resolve("rejected"),
            "--summary-json",
            summary.toString())) {
      await().atMost(Duration.ofSeconds(60)).until(() -> run.job().attempts() > 0);
      cluster.replaceTaskManager(0);
      assertThat(run.end()).contains("balanced");
      assertThat(run.job().attempts()).as("attempts of the reader").isGreaterThan(1);
    }
    JsonNode expected = Runs.json(directory.resolve("sales.csv.expected.json"));
    JsonNode told = Runs.json(summary);
    assertThat(told.get("read").intValue()).isEqualTo(ROWS);
    for (String count : new String[] {"accepted", "rejected", "filtered", "filteredByReason"}) {
      assertThat(told.get(count)).as(count).isEqualTo(expected.get(count));
    }
    for (String line : Runs.lines(directory.resolve("out"))) {
      JsonNode row = Runs.json(line);
      assertThat(row.get("total_sales"))
          .isEqualTo(expected.get("categories").get(row.get("category").asText()));
    }
    assertThat(Runs.lines(directory.resolve("out"))).hasSize(6);
  }
}
