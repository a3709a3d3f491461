package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.flinkjobs.basics.WordCountJob;
import dev.flinkjobs.generate.sql.GenerateBehaviorsOptions;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.run.JobFailedException;
import dev.flinkjobs.sql.BehaviorStatsJob;
import dev.flinkjobs.sql.SqlTotalsJob;
import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.KafkaBroker;
import dev.flinkjobs.testing.StdStreams;
import dev.flinkjobs.testing.TestCluster;
import dev.flinkjobs.transactions.TransactionTotalsJob;
import dev.flinkjobs.windows.WindowAveragesJob;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What jobs make of a topic is what they make of files. */
class KafkaInputJobsTest {
  @RegisterExtension private static final KafkaBroker BROKER = new KafkaBroker();

  @RegisterExtension private final TestCluster cluster = TestCluster.of(1, 2);

  @TempDir private Path directory;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] NO_TEXT = {(byte) 0xFF, '\n'};
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
    List<String> ids = ids("faulty-rejected");
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(BROKER.committed("faulty-rejected"))
        .extracting(ConsumerRecord::value)
        .containsExactly(
            "{\"id\":\""
                + ids.get(0)
                + "\",\"file\":\"faulty/2\",\"offset\":1,\"line\":null,"
                + "\"column\":\"transaction_type\",\"value\":\"\",\"reason\":\"missing value\","
                + "\"raw\":\"{\\\"amount\\\":1}\",\"encoding\":\"utf-8\"}",
            "{\"id\":\""
                + ids.get(1)
                + "\",\"file\":\"faulty/2\",\"offset\":2,\"line\":null,"
                + "\"column\":null,\"value\":null,\"reason\":\"bad json\",\"raw\":\"no\","
                + "\"encoding\":\"utf-8\"}");
  }

  @Test
  void aRowThatWasSentAgainCountsOnceWhateverItsPartitionAndIsSentOn() throws Exception {
    String row = "{\"id\":7,\"transaction_type\":\"a\",\"amount\":1}";
    BROKER.createTopic("repeated", 2);
    BROKER.createTopic("repeated-rows", 1);
    BROKER.send("repeated", 0, List.of(row, row));
    BROKER.send("repeated", 1, List.of(row));
    assertThat(
            printed(
                TransactionTotalsJob::main,
                "--input",
                BROKER.uri("repeated") + "?until=latest",
                "-p",
                "2",
                "--distinct-by",
                "id",
                "--duplicate-rows",
                BROKER.uri("repeated-rows")))
        .containsExactly("(a, 1.0)");
    assertThat(ids("repeated-rows")).hasSize(2).doesNotHaveDuplicates();
    assertThat(BROKER.committed("repeated-rows"))
        .extracting(ConsumerRecord::value)
        .allSatisfy(
            sent -> assertThat(sent).contains("\"value\":\"7\",\"reason\":\"duplicate\",\"raw\":"));
  }

  @Test
  void valuesAreInTheEncodingOfTheAddress() throws Exception {
    BROKER.createTopic("korean", 1);
    BROKER.createTopic("korean-rejected", 1);
    send("korean", "x-windows-949", "입금,1", "출금,x");
    String csv = BROKER.uri("korean") + "?format=csv&columns=transaction_type,amount&until=latest";
    String rejected = BROKER.uri("korean-rejected");
    assertThat(
            printed(
                TransactionTotalsJob::main,
                "--input",
                csv + "&encoding=cp949",
                "--rejected",
                rejected))
        .containsExactly("(입금, 1.0)");
    assertThat(BROKER.committed("korean-rejected"))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row.value())
                    .contains("\"offset\":1,", "\"value\":\"x\"", "\"raw\":\"출금,x\""));
    // The setting of an address counts, and not the option.
    assertThat(
            printed(
                TransactionTotalsJob::main,
                "--input",
                csv + "&encoding=cp949",
                "--encoding",
                "utf-16le"))
        .containsExactly("(입금, 1.0)");
    assertThatThrownBy(() -> printed(TransactionTotalsJob::main, "--input", csv))
        .hasMessageContaining("bad encoding; the input looks like CP949: add `--encoding cp949`");
  }

  @Test
  void jsonMayBeInAnotherEncodingToo() throws Exception {
    BROKER.createTopic("wide", 1);
    send("wide", "UTF-16LE", "{\"transaction_type\":\"입금\",\"amount\":\"1\"}");
    assertThat(
            printed(
                TransactionTotalsJob::main,
                "--input",
                BROKER.uri("wide") + "?until=latest&encoding=utf-16le"))
        .containsExactly("(입금, 1.0)");
  }

  @Test
  void timesAreInTheFormatOfTheAddress() throws Exception {
    BROKER.createTopic("seconds", 1);
    BROKER.send(
        "seconds",
        0,
        List.of(
            "{\"transaction_id\":\"a\",\"timestamp\":1715421600,\"amount\":1}",
            "{\"transaction_id\":\"a\",\"timestamp\":\"2024-05-11T10:00:01Z\",\"amount\":3}"));
    assertThat(
            printed(
                WindowAveragesJob::main,
                "--print",
                "detail",
                "--input",
                BROKER.uri("seconds") + "?until=latest&time-format=seconds"))
        .singleElement()
        .asString()
        .contains("> 2.0", "[2024-05-11T10:00:00Z, ");
    BROKER.createTopic("days", 1);
    BROKER.send("days", 0, List.of("a,11.05.2024 10:00,1"));
    assertThat(
            printed(
                WindowAveragesJob::main,
                "--print",
                "detail",
                "--input",
                BROKER.uri("days")
                    + "?until=latest&format=csv&columns=transaction_id,timestamp,amount"
                    + "&time-format=pattern:dd.MM.yyyy HH:mm"))
        .singleElement()
        .asString()
        .contains("[2024-05-11T10:00:00Z, ");
  }

  private static void send(String topic, String charset, String... values) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", BROKER.servers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String value : values) {
        producer.send(new ProducerRecord<>(topic, value.getBytes(charset))).get();
      }
    }
  }

  @Test
  void aTopicOfWhichNoRecordIsAcceptedFailsAfterItsRejectedOnesAreCommitted() throws Exception {
    BROKER.createTopic("garbage", 2);
    BROKER.createTopic("garbage-rejected", 1);
    BROKER.send("garbage", 1, List.of("no", "nor this"));
    String[] args = {
      "--input",
      BROKER.uri("garbage") + "?until=latest",
      "--rejected",
      BROKER.uri("garbage-rejected")
    };
    assertThatThrownBy(() -> printed(TransactionTotalsJob::main, args))
        .isInstanceOf(JobFailedException.class)
        .hasMessageStartingWith("no row of 2 was accepted; most frequent: 2 rejected, bad json;");
    assertThat(ids("garbage-rejected")).hasSize(2);
  }

  @Test
  void aRowOfATopicIsTheSameInEveryRunUntilTheTopicIsMadeAnew() throws Exception {
    BROKER.createTopic("again-rejected", 1);
    BROKER.createTopic("again", 1);
    rejectOne("again");
    rejectOne("again");
    BROKER.deleteTopic("again");
    BROKER.createTopic("again", 1);
    rejectOne("again");
    List<String> ids = ids("again-rejected");
    // The second run has read the row of the first once more, and one behind it.
    assertThat(ids).hasSize(4);
    assertThat(ids.get(1)).isEqualTo(ids.get(0));
    assertThat(Set.copyOf(ids)).hasSize(3);
  }

  private void rejectOne(String topic) throws Exception {
    BROKER.send(topic, 0, List.of("{\"transaction_type\":\"a\",\"amount\":1}", "no"));
    printed(
        TransactionTotalsJob::main,
        "--input",
        BROKER.uri(topic) + "?until=latest",
        "--rejected",
        BROKER.uri(topic + "-rejected"));
  }

  /** Nothing was committed before the failure, so the connection behind it has the same number. */
  @Test
  void aRowOfASocketIsAnotherRowBehindAFailure() throws Exception {
    BROKER.createTopic("of-socket", 1);
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TestCluster.Main run =
            cluster.start(
                1,
                WordCountJob::main,
                "--input",
                "socket://127.0.0.1:" + server.getLocalPort(),
                "--output",
                "discard",
                "--rejected",
                BROKER.uri("of-socket") + "?delivery=at-least-once",
                "-Dexecution.checkpointing.interval=1h")) {
      try (Socket client = server.accept()) {
        client.getOutputStream().write(NO_TEXT);
        await().atMost(Duration.ofSeconds(60)).until(() -> ids("of-socket").size() == 1);
        cluster.replaceTaskManager(0);
      }
      try (Socket client = server.accept()) {
        client.getOutputStream().write(NO_TEXT);
        await().atMost(Duration.ofSeconds(60)).until(() -> ids("of-socket").size() == 2);
      }
      run.job().cancel();
    }
    assertThat(ids("of-socket")).doesNotHaveDuplicates();
  }

  private static List<String> ids(String topic) {
    return BROKER.committed(topic).stream()
        .map(record -> record.value().replaceFirst("\\{\"id\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  @Test
  void behaviorsAreCountedFromTopicToTopicWhereTheLatestCountOfAKeyHolds() throws Exception {
    BROKER.createTopic("user_behaviors", 3);
    BROKER.createTopic("behavior_stats", 2);
    BROKER.createTopic("dead_letters", 1);
    Path file = directory.resolve("behaviors.jsonl");
    printed(
        GenerateBehaviorsOptions::main,
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

  @Test
  void aJobGoesOnWithItsTopicAndWithNoOther() throws Exception {
    for (String topic : List.of("known", "other", "known-totals", "known-rejected")) {
      BROKER.createTopic(topic, 1);
    }
    BROKER.send("known", 0, List.of("1,2024-01-01 09:00:00,a,1", "2,2024-01-01 09:00:00,a,x"));
    String savepoint = totalsUntil(1, csv("known"), "discard", "");
    String resume = "-Dexecution.state-recovery.path=" + savepoint;

    String[] other = {"--input", csv("other"), "--output", BROKER.uri("known-totals"), resume};
    assertThatThrownBy(() -> TransactionTotalsJob.main(other))
        .isInstanceOf(UsageException.class)
        .hasMessageMatching(
            "(?s).*--input was topic known \\(id \\S+\\), columns "
                + COLUMNS
                + ", from earliest and is topic other \\(id \\S+\\), columns "
                + COLUMNS
                + ", from earliest\n.*");

    BROKER.send("known", 0, List.of("3,2024-01-01 09:00:00,a,2", "4,2024-01-01 09:00:00,a,y"));
    // From files to a topic: the state of one means nothing to the other.
    String files = "files:" + directory.resolve("rejected");
    savepoint = totalsUntil(3, csv("known") + "&group=g", files, resume);
    BROKER.send("known", 0, List.of("5,2024-01-01 09:00:00,a,4", "6,2024-01-01 09:00:00,a,z"));
    savepoint =
        totalsUntil(
            7,
            csv("known"),
            BROKER.uri("known-rejected"),
            "-Dexecution.state-recovery.path=" + savepoint);
    BROKER.send("known", 0, List.of("7,2024-01-01 09:00:00,a,8"));
    totalsUntil(15, csv("known"), "print", "-Dexecution.state-recovery.path=" + savepoint);
    assertThat(CommittedParts.lines(directory.resolve("rejected"))).hasSize(1);
    assertThat(BROKER.committed("known-rejected")).hasSize(1);
  }

  /** Runs it until the latest total is this, and stops it. Gives the savepoint. */
  private String totalsUntil(int total, String input, String rejected, String resume)
      throws Exception {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--input", input, "--output", BROKER.uri("known-totals"), "--rejected", rejected));
    if (!resume.isEmpty()) {
      args.add(resume);
    }
    try (TestCluster.Main run =
        cluster.start(1, TransactionTotalsJob::main, args.toArray(String[]::new))) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  BROKER.committed("known-totals").stream()
                      .anyMatch(record -> record.value().contains("\"total\":" + total + ".0")));
      String savepoint = run.job().stopWithSavepoint(directory.resolve("savepoints"));
      run.end();
      return savepoint;
    }
  }

  @Test
  void allOutputsOfAJobMayBeOneTopic() throws Exception {
    BROKER.createTopic("mixed-input", 1);
    BROKER.createTopic("mixed", 1);
    BROKER.send("mixed-input", 0, rows);
    BROKER.send("mixed-input", 0, List.of("1,2023-01-01 09:00:00,a,1", "2,no time,a,1"));
    for (String settings : List.of("", "?transactions=mine")) {
      printed(
          WindowAveragesJob::main,
          "-p",
          "1",
          "--input",
          csv("mixed-input") + "&until=latest",
          "--output",
          BROKER.uri("mixed") + settings,
          "--rejected",
          BROKER.uri("mixed") + settings,
          "--late",
          BROKER.uri("mixed") + settings);
    }
    List<String> values = BROKER.committed("mixed").stream().map(ConsumerRecord::value).toList();
    assertThat(values).filteredOn(value -> value.contains("\"average\":")).isNotEmpty();
    assertThat(values).filteredOn(value -> value.contains("\"missed_windows\":")).hasSize(2);
    assertThat(values).filteredOn(value -> value.contains("\"not a timestamp\"")).hasSize(2);
  }

  @Test
  void aDeadLetterThatIsTooLargeForATopicIsCutToFit() throws Exception {
    BROKER.createTopic("large-rejected", 1);
    String quotes = "\"\"".repeat(250_000);
    String input =
        file(
            "large.csv",
            List.of(
                "1,2024-01-01 09:00:00,a,1",
                "2,2024-01-01 09:00:00,a,\"" + quotes + "\"",
                "3,2024-01-01 09:00:00,a," + "x".repeat(600_000)));
    printed(
        TransactionTotalsJob::main, "--input", input, "--rejected", BROKER.uri("large-rejected"));
    List<ConsumerRecord<String, String>> deadLetters = BROKER.committed("large-rejected");
    assertThat(deadLetters).hasSize(2);
    for (ConsumerRecord<String, String> deadLetter : deadLetters) {
      JsonNode json = JSON.readTree(deadLetter.value());
      assertThat(json.get("cut").asLong()).isPositive();
      assertThat(json.get("raw").asText())
          .startsWith(json.get("line").asText().equals("3") ? "2," : "3,");
      assertThat(deadLetter.value()).hasSizeLessThan(1 << 20);
    }
  }

  @Test
  void aResultThatIsTooLargeForATopicIsADeadLetter() throws Exception {
    BROKER.createTopic("large-results", 1);
    BROKER.createTopic("large-refused", 1);
    String key = "k".repeat(600_000);
    String input =
        file(
            "keys.csv",
            List.of("1,2024-01-01 09:00:00,a,1", "2,2024-01-01 09:00:00," + key + ",1"));
    printed(
        TransactionTotalsJob::main,
        "--input",
        input,
        "--output",
        BROKER.uri("large-results"),
        "--rejected",
        BROKER.uri("large-refused"));
    assertThat(BROKER.committed("large-results")).hasSize(1);
    assertThat(BROKER.committed("large-refused"))
        .singleElement()
        .extracting(ConsumerRecord::value)
        .asString()
        .contains("\"reason\":\"result too large\"", "kkkkk");
  }

  @Test
  void aNightlyJobStartsWhereTheLastOneHasEnded() throws Exception {
    BROKER.createTopic("nightly", 2);
    BROKER.createTopic("nights", 1);
    BROKER.send("nightly", 0, List.of("1,2024-01-01 09:00:00,a,1"));
    BROKER.send("nightly", 1, List.of("2,2024-01-01 09:00:00,a,2"));
    String settings = "&start=committed&until=latest&group=";
    String[] streaming = {"--input", csv("nightly") + settings + "streaming"};
    assertThat(printed(TransactionTotalsJob::main, streaming)).last().isEqualTo("(a, 3.0)");
    assertThat(printed(TransactionTotalsJob::main, streaming)).isEmpty();
    // There are no checkpoints, with which Flink would commit.
    String[] batch = {"--mode", "batch", "--input", csv("nightly") + settings + "batch"};
    assertThat(printed(SqlTotalsJob::main, batch)).last().asString().matches("a +3.000000 +2");
    BROKER.send("nightly", 1, List.of("3,2024-01-01 09:00:00,a,4"));
    assertThat(printed(SqlTotalsJob::main, batch)).last().asString().matches("a +4.000000 +1");
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
