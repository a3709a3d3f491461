package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.KafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Jobs by the launcher, with a real broker. */
class KafkaIT {
  @RegisterExtension private static final KafkaBroker BROKER = new KafkaBroker();

  @TempDir private Path directory;

  @Test
  void resultsAndRejectedRowsGoToTopicsAsTheyGoToFiles() throws Exception {
    BROKER.createTopic("totals", 2);
    BROKER.createTopic("rejected", 1);
    Jobs jobs = Jobs.in(directory);
    Jobs.Result toTopics =
        jobs.run(
            "transaction-totals",
            "--output",
            BROKER.uri("totals"),
            "--rejected",
            BROKER.uri("rejected"));
    assertThat(toTopics.exitCode()).as(toTopics.err()).isZero();
    assertThat(toTopics.err()).contains(" balanced: ");

    Jobs.Result toFiles =
        jobs.run(
            "transaction-totals",
            "--output",
            "files:totals?format=json",
            "--rejected",
            "files:rejected?format=json");
    assertThat(toFiles.exitCode()).as(toFiles.err()).isZero();
    assertThat(values("totals")).containsExactlyInAnyOrderElementsOf(lines("totals"));
    assertThat(values("rejected")).containsExactlyInAnyOrderElementsOf(lines("rejected"));
  }

  @Test
  void aTopicThatIsNotThereIsFoundBeforeTheJobStarts() {
    Jobs.Result refused =
        Jobs.in(directory).run("transaction-totals", "--output", BROKER.uri("no-such-topic"));
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .contains(
            "--output " + BROKER.uri("no-such-topic") + ": there is no topic 'no-such-topic'");
  }

  @Test
  void noKeyIsTakenForAnother() throws Exception {
    BROKER.createTopic("keys", 1);
    AwkwardKeys keys = AwkwardKeys.sendTo(BROKER.uri("keys"), directory);
    assertThat(
            keys.deadLetters(
                BROKER.committed("keys").stream()
                    .map(record -> record.key() + "|" + record.value())
                    .toList()))
        .containsExactly("");
  }

  private static List<String> values(String topic) {
    return BROKER.committed(topic).stream().map(ConsumerRecord::value).toList();
  }

  private List<String> lines(String name) throws IOException {
    try (Stream<Path> parts = Files.list(directory.resolve(name))) {
      return parts.flatMap(KafkaIT::lines).toList();
    }
  }

  private static Stream<String> lines(Path part) {
    try {
      return Files.readAllLines(part).stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
