package dev.flinkjobs.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.options.Problems;
import dev.flinkjobs.output.Checkpoints;
import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.Outputs;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.testing.KafkaBroker;
import dev.flinkjobs.testing.TestCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.flink.connector.kafka.sink.internal.KafkaCommitter;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each result is committed to the topic once, or the job fails and says so. */
class KafkaDeliveryTest {
  @RegisterExtension private static final KafkaBroker BROKER = new KafkaBroker();

  @RegisterExtension private final TestCluster cluster = TestCluster.of(1, 2);

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void afterATaskManagerIsKilledEveryResultIsCommittedOnce(int parallelism) throws Exception {
    String topic = "killed-" + parallelism;
    BROKER.createTopic(topic, 3);
    // So that what is written since the last checkpoint has left the producer when it is killed.
    Path atOnce = Files.writeString(directory.resolve("at-once.properties"), "linger.ms=0\n");
    TestCluster.Job job =
        cluster.submit(writing(topic, "?config=" + atOnce, parallelism, 4000, 1000));
    job.awaitCheckpoint();
    job.awaitCheckpoint();
    cluster.replaceTaskManager(0);
    job.awaitResult();
    assertThat(job.restores()).isPositive();
    List<ConsumerRecord<String, String>> committed = BROKER.committed(topic);
    assertThat(committed)
        .extracting(ConsumerRecord::value)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 4000).mapToObj(n -> json(n)).toList());
    // Otherwise nothing was there that could have come twice.
    assertThat(BROKER.written(topic)).hasSizeGreaterThan(committed.size());
  }

  @Test
  void resultsOfOneKeyAreInOnePartitionInTheirOrder() throws Exception {
    BROKER.createTopic("keyed", 3);
    cluster.submit(writing("keyed", 1, 300, 100_000)).awaitResult();
    List<ConsumerRecord<String, String>> records = BROKER.committed("keyed");
    for (int key = 0; key < 10; key++) {
      String text = "{\"last digit\":" + key + "}";
      List<ConsumerRecord<String, String>> ofKey =
          records.stream().filter(record -> text.equals(record.key())).toList();
      assertThat(ofKey)
          .hasSize(30)
          .extracting(ConsumerRecord::partition)
          .containsOnly(ofKey.get(0).partition());
      assertThat(ofKey).extracting(ConsumerRecord::offset).isSorted();
      assertThat(ofKey.get(29).value()).isEqualTo(json(290 + key));
    }
  }

  @Test
  void textIsTheLineThatTheConsoleWouldShow() throws Exception {
    BROKER.createTopic("text", 1);
    cluster.submit(writing("text", "?format=text", 1, 2, 1000)).awaitResult();
    assertThat(BROKER.committed("text"))
        .extracting(ConsumerRecord::value)
        .containsExactly("0", "1");
  }

  @Test
  void aTransactionThatAnotherJobHasEndedFailsTheJobForGood() throws Exception {
    BROKER.createTopic("fenced", 1);
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", BROKER.servers());
    properties.setProperty("key.serializer", StringSerializer.class.getName());
    properties.setProperty("value.serializer", StringSerializer.class.getName());
    try (FlinkKafkaInternalProducer<String, String> ours =
            new FlinkKafkaInternalProducer<>(properties, "totals-0-1");
        FlinkKafkaInternalProducer<String, String> theirs =
            new FlinkKafkaInternalProducer<>(properties, "totals-0-1")) {
      ours.initTransactions();
      ours.beginTransaction();
      ours.send(new ProducerRecord<>("fenced", "lost")).get();
      ours.flush();
      theirs.initTransactions();
      try (LoudKafkaSink.LoudCommitter committer =
          new LoudKafkaSink.LoudCommitter(
              new KafkaCommitter(
                  properties, "totals", 0, 0, false, FlinkKafkaInternalProducer::new),
              topic("fenced"),
              "totals")) {
        assertThatThrownBy(() -> committer.commit(List.of(new Request(KafkaCommittable.of(ours)))))
            .isInstanceOf(SuppressRestartsException.class)
            .cause()
            .hasMessageContaining("results of a checkpoint are lost: the transaction totals-0-1")
            .hasMessageContaining("transactions=totals cannot be committed")
            .hasMessageContaining("\ncause: ");
      }
    }
  }

  /** As it is found in a checkpoint that was restored, after the broker had raised the epoch. */
  @Test
  void aTransactionThatWasCommittedBeforeTheFailureIsNotLost() throws Exception {
    BROKER.createTopic("committed", 1);
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", BROKER.servers());
    properties.setProperty("key.serializer", StringSerializer.class.getName());
    properties.setProperty("value.serializer", StringSerializer.class.getName());
    KafkaCommittable restored;
    try (FlinkKafkaInternalProducer<String, String> before =
        new FlinkKafkaInternalProducer<>(properties, "committed-0-1")) {
      before.initTransactions();
      before.beginTransaction();
      before.send(new ProducerRecord<>("committed", "kept")).get();
      restored =
          new KafkaCommittable(before.getProducerId(), before.getEpoch(), "committed-0-1", null);
      before.commitTransaction();
    }
    Request request = new Request(restored);
    try (LoudKafkaSink.LoudCommitter committer =
        new LoudKafkaSink.LoudCommitter(
            new KafkaCommitter(
                properties, "committed", 0, 0, false, FlinkKafkaInternalProducer::new),
            topic("committed"),
            "committed")) {
      committer.commit(List.of(request));
    }
    assertThat(request.alreadyCommitted).isTrue();
    assertThat(BROKER.committed("committed"))
        .extracting(ConsumerRecord::value)
        .containsExactly("kept");
  }

  private static Topic topic(String name) {
    return new Topic(BROKER.servers(), name, new Properties());
  }

  /** A request as Flink makes it, which would drop what failed for a known reason. */
  private static final class Request implements Committer.CommitRequest<KafkaCommittable> {
    private final KafkaCommittable committable;
    private boolean alreadyCommitted;

    Request(KafkaCommittable committable) {
      this.committable = committable;
    }

    @Override
    public KafkaCommittable getCommittable() {
      return committable;
    }

    @Override
    public int getNumberOfRetries() {
      return 0;
    }

    @Override
    public void signalFailedWithKnownReason(Throwable reason) {}

    @Override
    public void signalFailedWithUnknownReason(Throwable reason) {
      throw new AssertionError(reason);
    }

    @Override
    public void retryLater() {}

    @Override
    public void updateAndRetryLater(KafkaCommittable committable) {}

    @Override
    public void signalAlreadyCommitted() {
      alreadyCommitted = true;
    }
  }

  private StreamExecutionEnvironment writing(
      String topic, int parallelism, long rows, double perSecond) {
    return writing(topic, "", parallelism, rows, perSecond);
  }

  private StreamExecutionEnvironment writing(
      String topic, String settings, int parallelism, long rows, double perSecond) {
    StreamExecutionEnvironment env = cluster.environment(parallelism);
    Problems problems = new Problems();
    env.fromSource(
            new DataGeneratorSource<>(
                index -> index, rows, RateLimiterStrategy.perSecond(perSecond), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .uid("numbers")
        .sinkTo(
            Outputs.parse("--output", BROKER.uri(topic) + settings, problems)
                .committedBy(new Checkpoints(Duration.ofMillis(100), Duration.ofMinutes(10)))
                .sink(new NumberFormat()))
        .name("results")
        .uid("results");
    assertThat(problems.messages()).isEmpty();
    return env;
  }

  private static String json(long number) {
    return "{\"last digit\":" + number % 10 + ",\"number\":" + number + "}";
  }

  private static final class NumberFormat implements ResultFormat<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public List<Column<Long>> layout() {
      return List.of(
          Column.<Long>whole("last digit", number -> number % 10).as(Column.Part.KEY),
          Column.whole("number", number -> number));
    }

    @Override
    public String print(Long number) {
      return number.toString();
    }
  }
}
