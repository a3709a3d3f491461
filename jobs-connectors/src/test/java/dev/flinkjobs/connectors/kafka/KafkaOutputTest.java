package dev.flinkjobs.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.options.Problems;
import dev.flinkjobs.output.Checkpoints;
import dev.flinkjobs.output.Output;
import dev.flinkjobs.output.Outputs;
import dev.flinkjobs.testing.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaOutputTest {
  private static final Checkpoints EVERY_TEN_SECONDS =
      new Checkpoints(Duration.ofSeconds(10), Duration.ofMinutes(10));
  private static final Checkpoints NONE = new Checkpoints(Duration.ZERO, Duration.ofMinutes(10));

  @RegisterExtension private static final KafkaBroker BROKER = new KafkaBroker();

  @TempDir private Path directory;

  @Test
  void aTopicThatIsThereCanBeWrittenTo() throws Exception {
    BROKER.createTopic("there", 1);
    assertThat(faults(BROKER.uri("there"), EVERY_TEN_SECONDS)).isEmpty();
  }

  @Test
  void aTopicThatIsNotThereIsNamedWithThoseThatAre() throws Exception {
    BROKER.createTopic("totals", 1);
    assertThat(faults(BROKER.uri("totasl"), EVERY_TEN_SECONDS))
        .singleElement()
        .asString()
        .contains("there is no topic 'totasl' at " + BROKER.servers())
        .contains("(did you mean totals?)")
        .endsWith(
            "make it: kafka-topics.sh --bootstrap-server "
                + BROKER.servers()
                + " --create --topic totasl");
  }

  @Test
  void whereNoBrokerAnswersTheAddressIsNamed() {
    assertThat(faults("kafka://127.0.0.1:1/totals", EVERY_TEN_SECONDS))
        .containsExactly(
            "--output kafka://127.0.0.1:1/totals: no broker answers at 127.0.0.1:1 within 10 s; is"
                + " it up, and is that its address?\ncause: TimeoutException: Timed out waiting for a"
                + " node assignment. Call: listTopics");
  }

  @Test
  void aHostThatIsNotKnownIsNamed() {
    assertThat(faults("kafka://no-such-host.invalid:9092/totals", EVERY_TEN_SECONDS))
        .singleElement()
        .asString()
        .contains("the brokers at no-such-host.invalid:9092 cannot be used; look at the address")
        .contains("\ncause: ConfigException: No resolvable bootstrap urls");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka://localhost/t",
        "kafka://localhost:9092",
        "kafka://:9092/t",
        "kafka://a:1/b/c"
      })
  void whatIsNoTopicIsRefusedWithAnExample(String text) {
    Problems problems = new Problems();
    Outputs.parse("--output", text, problems);
    assertThat(problems.messages())
        .containsExactly(
            "--output "
                + text
                + ": is not a topic; write kafka://HOST:PORT/TOPIC, several hosts with commas, e.g."
                + " kafka://localhost:9092/totals");
  }

  @Test
  void settingsAreCheckedTogether() {
    Problems problems = new Problems();
    Outputs.parse(
        "--output",
        "kafka://a:1/t?delivery=exactly_once&transaction-timeout=soon&config=none.properties&x=1",
        problems);
    assertThat(problems.messages())
        .anySatisfy(fault -> assertThat(fault).contains("unknown setting 'x'"))
        .anySatisfy(fault -> assertThat(fault).contains("(did you mean exactly-once?)"))
        .anySatisfy(fault -> assertThat(fault).contains("transaction-timeout 'soon'"))
        .anySatisfy(fault -> assertThat(fault).contains("config none.properties: there is no"))
        .hasSize(4);
  }

  @Test
  void aTransactionHasToLastLongerThanACheckpointAndNoLongerThanTheBrokerAllows() throws Exception {
    BROKER.createTopic("limits", 1);
    assertThat(faults(BROKER.uri("limits") + "?transaction-timeout=10m", EVERY_TEN_SECONDS))
        .singleElement()
        .asString()
        .contains("transaction-timeout 10m has to be longer than")
        .contains("together, 610s");
    assertThat(faults(BROKER.uri("limits") + "?transaction-timeout=1h", EVERY_TEN_SECONDS))
        .singleElement()
        .asString()
        .contains("transaction-timeout 1h is more than the broker allows, 15m");
  }

  @Test
  void withoutCheckpointsResultsComeAtLeastOnceAndThatIsSaid() throws Exception {
    BROKER.createTopic("unchecked", 1);
    String text = BROKER.uri("unchecked");
    assertThat(output(text).committedBy(NONE).notice())
        .isEqualTo("--output " + text + ": at-least-once, since the job takes no checkpoints");
    assertThat(output(text).committedBy(EVERY_TEN_SECONDS).notice()).isEmpty();
    assertThat(faults(text, NONE)).isEmpty();
    assertThat(faults(text + "?delivery=exactly-once", NONE))
        .singleElement()
        .asString()
        .contains("exactly-once needs checkpoints");
  }

  @Test
  void clientPropertiesAreTakenFromAFileAndNotShown() throws IOException {
    Path config = directory.resolve("client.properties");
    Files.writeString(config, "sasl.jaas.config=secret\nmax.block.ms=1\n");
    KafkaOutput output = (KafkaOutput) output("kafka://a:1/t?config=" + config);
    assertThat(output.topic().clientProperties())
        .containsEntry("sasl.jaas.config", "secret")
        .containsEntry("bootstrap.servers", "a:1");
    assertThat(output.toString()).doesNotContain("secret");
  }

  @Test
  void whatKafkaQuotesOfASecretIsNotShown() throws IOException {
    Path config = directory.resolve("client.properties");
    Files.writeString(
        config,
        "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\n"
            + "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule hunter2"
            + " username\\=\"u\";\n");
    assertThat(faults("kafka://localhost:1/t?config=" + config, EVERY_TEN_SECONDS))
        .singleElement()
        .asString()
        .contains("the brokers at localhost:1 cannot be used", "\ncause: ", "******")
        .doesNotContain("hunter2");
  }

  @Test
  void aJobThatAnotherOneFencesIsToldWhatToDo() {
    assertThat(explained("kafka://a:1/t", new ProducerFencedException("There is a newer producer")))
        .hasValue(
            "--output kafka://a:1/t: another job writes with the same ids of transactions, which"
                + " begin with t, and has ended those of this one; stop one of them, or give it"
                + " transactions=NAME\ncause: ProducerFencedException: There is a newer producer");
  }

  @Test
  void aJobThatFailsSinceItsBrokerIsAwayIsToldWhichOne() {
    assertThat(explained("kafka://127.0.0.1:1/t", new TimeoutException("Expiring 1 record(s)")))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .startsWith("--output kafka://127.0.0.1:1/t: no broker answers at 127.0.0.1:1")
                    .contains("\ncause: TimeoutException: "));
  }

  @Test
  void whatIsNoFailureOfKafkaIsNotExplained() {
    assertThat(explained("kafka://127.0.0.1:1/t", new ArithmeticException("too large"))).isEmpty();
  }

  private static Optional<String> explained(String text, Throwable cause) {
    return output(text).explain(List.of(new RuntimeException(cause), cause));
  }

  private static Output output(String text) {
    Problems problems = new Problems();
    Output output = Outputs.parse("--output", text, problems);
    assertThat(problems.messages()).isEmpty();
    return output;
  }

  private static List<String> faults(String text, Checkpoints checkpoints) {
    Problems problems = new Problems();
    output(text).committedBy(checkpoints).check(problems, false);
    return problems.messages();
  }
}
