package dev.flinkjobs.benchmarks.advertising;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.KafkaBroker;
import dev.flinkjobs.testing.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class AdvertisingJobTest {
  private static final Load LOAD = new Load(2000, 3, Duration.ofSeconds(1), Duration.ofMillis(100));
  private static final int PARTITIONS = 2;

  @RegisterExtension private static final KafkaBroker BROKER = new KafkaBroker();

  @RegisterExtension private final TestCluster cluster = TestCluster.of(1, 2);

  @TempDir private Path directory;

  @Test
  void everyViewIsCountedOnceInItsWindow() throws Exception {
    BROKER.createTopic("events", PARTITIONS);
    BROKER.createTopic("results", 1);
    Path campaigns = Campaigns.write(directory.resolve("campaigns.csv"));
    String[] args = {
      "--input", BROKER.uri("events"),
      "--output", BROKER.uri("results"),
      "--campaigns", campaigns.toString(),
      "--window", "1s",
      "--max-delay", "100ms"
    };
    try (TestCluster.Main main = cluster.start(2, AdvertisingJob::main, args);
        ResultTopic results = new ResultTopic(BROKER.servers(), "results")) {
      long start = LOAD.startAfter(System.currentTimeMillis());
      Sent sent = LoadGenerator.send(BROKER.servers(), "events", PARTITIONS, LOAD, start);
      results.await(all -> all.size() >= sent.views().size(), Duration.ofSeconds(60));
      List<Result> all = results.between(0, Long.MAX_VALUE);
      assertThat(sent.events()).isEqualTo(LOAD.events());
      assertThat(sent.views()).hasSizeGreaterThan(2 * Campaigns.COUNT);
      assertThat(Verdict.difference(sent.views(), all)).isEmpty();
      // Some take as long as a checkpoint, and none is visible before it is written.
      assertThat(all).allMatch(result -> result.visible() >= result.written());
      main.job().cancel();
    }
  }

  @Test
  void whatWasSentIsReadAsItWasWritten() throws Exception {
    CampaignWindow window = new CampaignWindow(Campaigns.campaignId(3), 1_715_421_600_000L);
    Sent sent = new Sent(7, 12, Map.of(window, 3L));
    Path file = directory.resolve("sent.csv");
    sent.write(file);
    assertThat(Sent.read(file)).isEqualTo(sent);
  }
}
