package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flinkjobs.sql.BehaviorStatsJob;
import dev.flinkjobs.sql.generate.GenerateBehaviors;
import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.KafkaBroker;
import dev.flinkjobs.testing.StdStreams;
import dev.flinkjobs.testing.TestCluster;
import dev.flinkjobs.transactions.TransactionTotalsJob;
import dev.flinkjobs.windows.WindowAveragesJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What jobs make of a topic is what they make of files. */
class KafkaInputJobsTest {
  @RegisterExtension private static final KafkaBroker BROKER = new KafkaBroker();

  @RegisterExtension private final TestCluster cluster = TestCluster.of(1, 2);

  @TempDir private Path directory;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COLUMNS = "transaction_id,timestamp,transaction_type,amount";

  private final List<String> rows =
      IntStream.range(0, 300)
          .mapToObj(
              n ->
                  String.format(
                      Locale.ROOT,
                      "%d,2024-01-01 09:%02d:%02d,%c,1",
                      n,
                      n / 60,
                      n % 60,
                      "ab".charAt(n % 2)))
          .toList();

  @Test
  void rowsOfCsvGiveTheTotalsOfTheFile() throws Exception {
    BROKER.createTopic("rows", 1);
    BROKER.send("rows", 0, rows);
    assertThat(printed(TransactionTotalsJob::main, "--input", csv("rows") + "&until=latest"))
        .isEqualTo(printed(TransactionTotalsJob::main, "--input", file("all.csv", rows)))
        .isNotEmpty();
  }

  @Test
  void aPartitionThatIsAheadMakesNoRowOfAnotherLate() throws Exception {
    List<String> early = rows.subList(0, rows.size() / 2);
    List<String> late = rows.subList(rows.size() / 2, rows.size());
    BROKER.createTopic("skewed", 2);
    BROKER.send("skewed", 0, late);
    BROKER.send("skewed", 1, early);
    assertThat(
            printed(WindowAveragesJob::main, "-p", "1", "--input", csv("skewed") + "&until=latest"))
        .hasSameElementsAs(
            printed(
                WindowAveragesJob::main,
                "-p",
                "1",
                "--input",
                file("early.csv", early),
                "--input",
                file("late.csv", late)));
  }

  @Test
  void aPartitionThatIsSilentDoesNotHoldWindowsBackForLong() throws Exception {
    BROKER.createTopic("silent", 2);
    BROKER.send("silent", 0, rows);
    Path out = directory.resolve("out");
    try (TestCluster.Main windows =
        cluster.start(
            1,
            WindowAveragesJob::main,
            "--input",
            csv("silent"),
            "--idle-after",
            "100ms",
            "--output",
            "files:" + out)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(CommittedParts.lines(out)).isNotEmpty());
      windows.job().cancel();
    }
  }

  @Test
  void aRejectedValueIsSentOnWithItsTopicPartitionAndOffset() throws Exception {
    BROKER.createTopic("faulty", 3);
    BROKER.createTopic("faulty-rejected", 1);
    BROKER.send(
        "faulty", 2, List.of("{\"transaction_type\":\"a\",\"amount\":1}", "{\"amount\":1}", "no"));
    assertThat(
            printed(
                TransactionTotalsJob::main,
                "--input",
                BROKER.uri("faulty") + "?until=latest",
                "--rejected",
                BROKER.uri("faulty-rejected")))
        .containsExactly("(a, 1.0)");
    assertThat(BROKER.committed("faulty-rejected"))
        .extracting(ConsumerRecord::value)
        .containsExactly(
            "{\"id\":\"faulty/2@1\",\"file\":\"faulty/2\",\"offset\":1,\"line\":null,"
                + "\"column\":\"transaction_type\",\"value\":\"\",\"reason\":\"missing value\","
                + "\"raw\":\"{\\\"amount\\\":1}\",\"encoding\":\"utf-8\"}",
            "{\"id\":\"faulty/2@2\",\"file\":\"faulty/2\",\"offset\":2,\"line\":null,"
                + "\"column\":null,\"value\":null,\"reason\":\"bad json\",\"raw\":\"no\","
                + "\"encoding\":\"utf-8\"}");
  }

  @Test
  void behaviorsAreCountedFromTopicToTopicWhereTheLatestCountOfAKeyHolds() throws Exception {
    BROKER.createTopic("user_behaviors", 3);
    BROKER.createTopic("behavior_stats", 2);
    BROKER.createTopic("dead_letters", 1);
    Path file = directory.resolve("behaviors.jsonl");
    printed(
        GenerateBehaviors::main,
        "--rows",
        "1000",
        "--bad-rate",
        "0.01",
        "--out",
        file.toString(),
        "--to",
        BROKER.uri("user_behaviors"));
    printed(
        BehaviorStatsJob::main,
        "--input",
        BROKER.uri("user_behaviors") + "?until=latest",
        "--output",
        BROKER.uri("behavior_stats"),
        "--rejected",
        BROKER.uri("dead_letters"));
    JsonNode expected = JSON.readTree(directory.resolve("behaviors.jsonl.expected.json").toFile());
    List<ConsumerRecord<String, String>> stats = BROKER.committed("behavior_stats");
    Map<String, String> latest = new HashMap<>();
    for (ConsumerRecord<String, String> record : stats) {
      JsonNode value = JSON.readTree(record.value());
      latest.put(record.key(), value.get("count") + " " + value.get("update_time"));
      assertThat(value.size()).isEqualTo(4);
    }
    Map<String, String> counts = new HashMap<>();
    for (Map.Entry<String, JsonNode> category : expected.get("counts").properties()) {
      for (Map.Entry<String, JsonNode> behavior : category.getValue().properties()) {
        String key =
            "{\"category\":\"%s\",\"behavior\":\"%s\"}"
                .formatted(category.getKey(), behavior.getKey());
        JsonNode time = expected.get("update_times").get(category.getKey()).get(behavior.getKey());
        counts.put(key, behavior.getValue() + " " + time);
      }
    }
    assertThat(latest).isEqualTo(counts).hasSize(20);
    assertThat(stats).hasSize(expected.get("accepted").asInt());
    assertThat(BROKER.committed("dead_letters")).hasSize(expected.at("/rejected/total").asInt());
  }

  private String csv(String topic) {
    return BROKER.uri(topic) + "?format=csv&columns=" + COLUMNS;
  }

  private String file(String name, List<String> rows) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, COLUMNS + "\n" + String.join("\n", rows) + "\n");
    return file.toString();
  }

  private static List<String> printed(Consumer<String[]> main, String... args) {
    try (StdStreams std = StdStreams.capture()) {
      main.accept(args);
      return std.out().lines().toList();
    }
  }
}
