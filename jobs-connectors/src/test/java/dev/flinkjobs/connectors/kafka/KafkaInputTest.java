package dev.flinkjobs.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.csv.LineDecoder;
import dev.flinkjobs.input.Input;
import dev.flinkjobs.input.Inputs;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.output.Checkpoints;
import dev.flinkjobs.output.LineFormat;
import dev.flinkjobs.output.Outputs;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.testing.KafkaBroker;
import dev.flinkjobs.testing.TestCluster;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.lang3.ClassUtils;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReaderFactory;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which records of a topic a job reads. */
class KafkaInputTest {
  private static final List<String> COLUMNS = List.of("id", "amount");
  private static final CsvDialect CSV = CsvDialect.withHeader(',');
  private static final String TEXT = "?format=csv&columns=line&until=latest";

  @RegisterExtension private static final KafkaBroker BROKER = new KafkaBroker();

  @RegisterExtension private final TestCluster cluster = TestCluster.of(1, 2);

  @TempDir private Path directory;

  private final Problems problems = new Problems();

  @Test
  void aTopicIsReadWithoutEndUnlessOneIsGiven() {
    assertThat(input("kafka://a:1,b:2/t").isBounded()).isFalse();
    assertThat(input("kafka://a:1/t?until=latest").isBounded()).isTrue();
    assertThat(input("kafka://a:1/t?start=timestamp:0&until=timestamp:2024-05-11T10:00:00+09:00"))
        .extracting("until")
        .isEqualTo(new Offsets(Offsets.Kind.TIMESTAMP, 1_715_389_200_000L));
  }

  @Test
  void whatATopicGivesIsTheSameByWhicheverBrokersItIsReached() {
    String meaning = input("kafka://a:1/t?start=timestamp:1715389200000&until=latest").meaning();
    assertThat(meaning).isEqualTo("topic t, JSON, from 2024-05-11T01:00:00Z until latest");
    assertThat(
            input(
                    "kafka://b:2,c:3/t?until=latest&group=g"
                        + "&start=timestamp:2024-05-11T10:00:00+09:00&format=json")
                .meaning())
        .isEqualTo(meaning);
    assertThat(input("kafka://a:1/t?format=csv&columns=a,b").meaning())
        .isEqualTo("topic t, columns a,b, from earliest");
    assertThat(input("kafka://a:1/t?time-format=seconds&encoding=CP949").meaning())
        .isEqualTo("topic t, JSON, times seconds, encoding cp949, from earliest");
  }

  /** All that Flink asks of a source by an interface, and that a job passes on: see its runner. */
  @Test
  void aTopicIsASourceOfTheInterfacesThatAJobPassesOn() {
    assertThat(ClassUtils.getAllInterfaces(TopicSource.class))
        .containsExactlyInAnyOrder(
            Source.class, SourceReaderFactory.class, Serializable.class, ResultTypeQueryable.class);
  }

  @Test
  void settingsAreCheckedTogether() {
    String text =
        "kafka://a:1/t?format=jsn&columns=a&start=erliest&until=timestamp:noon&groop=x&config=no";
    Inputs.parse("--input", List.of(text), CSV, null, problems);
    assertThat(problems.messages())
        .anySatisfy(
            fault -> assertThat(fault).contains("'groop'").contains("(did you mean group?)"))
        .anySatisfy(fault -> assertThat(fault).contains("format 'jsn'").contains("mean json?"))
        .anySatisfy(fault -> assertThat(fault).contains("columns are for format=csv"))
        .anySatisfy(fault -> assertThat(fault).contains("start 'erliest'").contains("earliest?"))
        .anySatisfy(
            fault ->
                assertThat(fault)
                    .endsWith(
                        "until 'timestamp:noon' is not allowed; allowed: latest, timestamp:T with T"
                            + " such as 2024-05-11T10:00:00Z or milliseconds"))
        .anySatisfy(fault -> assertThat(fault).contains("config no: there is no such file"))
        .hasSize(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "encoding=Shift_JIS | encoding 'Shift_JIS' is not allowed | `iconv -f Shift_JIS -t UTF-8`",
        "time-format=second | time-format 'second' is not allowed; allowed: auto | pattern",
        "time-format=pattern:yyyy | time-format 'pattern:yyyy' does not name a day | java.time",
        "format=csv&columns=a&columns=b | setting 'columns' is given twice | columns",
        "format=csv&columns=a,,b | columns 'a,,b' is not allowed | separated by single commas",
        "format=csv&columns=a,a | columns 'a,a' names the column a twice | name it once",
      })
  void whatSaysHowTextIsWrittenIsCheckedAsTheOptionIs(
      String settings, String fault, String advice) {
    Inputs.parse("--input", List.of("kafka://a:1/t?" + settings), CSV, null, problems);
    assertThat(problems.messages())
        .singleElement()
        .asString()
        .startsWith("--input kafka://a:1/t?" + settings + ": ")
        .contains(fault, advice);
  }

  @Test
  void csvNeedsNamesOfItsColumns() {
    Inputs.parse("--input", List.of("kafka://a:1/t?format=csv"), CSV, null, problems);
    assertThat(problems.messages())
        .containsExactly(
            "--input kafka://a:1/t?format=csv: CSV in a topic has no header; name its columns:"
                + " columns=a,b,c");
  }

  @Test
  void committedOffsetsAreThoseOfAGroup() {
    Inputs.parse("--input", List.of("kafka://a:1/t?start=committed"), CSV, null, problems);
    assertThat(problems.messages()).singleElement().asString().endsWith("add group=NAME");
  }

  @Test
  void whereNothingCanBeReadThatIsAnError() {
    Inputs.parse(
        "--input", List.of("kafka://a:1/t?start=latest&until=latest"), CSV, null, problems);
    assertThat(problems.messages()).singleElement().asString().contains("there is nothing");
  }

  /** Kafka has no offset of such a time, and what Flink takes then is the latest. */
  @ParameterizedTest
  @ValueSource(strings = {"start", "until"})
  void aTimeThatIsNotOverIsRefusedWithTheCurrentOne(String setting) {
    String text = "kafka://a:1/t?" + setting + "=timestamp:2999-01-01T00:00:00Z";
    Inputs.parse("--input", List.of(text), CSV, null, problems);
    assertThat(problems.messages())
        .singleElement()
        .asString()
        .startsWith("--input " + text + ": " + setting + " 'timestamp:2999-01-01T00:00:00Z'")
        .contains("allowed: a time that is over; it is now 20");
  }

  @Test
  void anEndThatIsNoLaterThanTheStartIsRefused() {
    Inputs.parse(
        "--input",
        List.of("kafka://a:1/t?start=timestamp:2&until=timestamp:1"),
        CSV,
        null,
        problems);
    assertThat(problems.messages())
        .singleElement()
        .asString()
        .contains("nothing lies from 1970-01-01T00:00:00.002Z until 1970-01-01T00:00:00.001Z");
  }

  @Test
  void anEndBeforeAllRecordsIsToldBeforeTheJobStarts() throws Exception {
    BROKER.createTopic("later", 1);
    BROKER.send("later", 0, List.of("a"));
    String text = BROKER.uri("later") + "?until=timestamp:1";
    assertThat(input(text).notices())
        .containsExactly(
            "--input "
                + text
                + ": no record is earlier than 1970-01-01T00:00:00.001Z, so nothing is read");
    assertThat(input(BROKER.uri("later") + "?until=latest").notices()).isEmpty();
  }

  @Test
  void aBoundedTopicThatWasStoppedEndsWhereItWasToEndWhenItIsResumed() throws Exception {
    BROKER.createTopic("stopped", 2);
    BROKER.createTopic("stopped-copy", 1);
    // Both readers have something to read: one that ends just now takes no savepoint.
    List<String> lines = IntStream.range(0, 200_000).mapToObj(String::valueOf).toList();
    BROKER.send("stopped", 0, lines);
    BROKER.send("stopped", 1, lines);
    TestCluster.Job job = cluster.submit(copying("stopped", "?until=latest&" + slowly()));
    job.awaitCheckpoint();
    String savepoint = job.stopWithSavepoint(directory);
    assertThat(BROKER.committed("stopped-copy")).hasSizeLessThan(2 * lines.size());
    BROKER.send("stopped", 0, List.of("behind the end"));
    cluster.restore(copying("stopped", "?until=latest"), savepoint).awaitResult();
    assertThat(BROKER.committed("stopped-copy")).hasSize(2 * lines.size());
  }

  /** A setting by which a topic is not read before a test has done something to it. */
  private String slowly() throws IOException {
    Path config = directory.resolve("slow.properties");
    return "config=" + Files.writeString(config, "max.poll.records=1\n");
  }

  @Test
  void aTopicIsTheSameInWordsUntilItIsMadeAgain() throws Exception {
    BROKER.createTopic("renewed", 1);
    BROKER.send("renewed", 0, List.of("a", "b"));
    String text = BROKER.uri("renewed") + "?until=latest";
    String before = input(text).meaning();
    assertThat(before).endsWith(" until latest (0:2)");
    BROKER.send("renewed", 0, List.of("c"));
    assertThat(input(text).meaning()).endsWith(" until latest (0:3)");
    assertThat(input(text).behind(before).meaning()).isEqualTo(before);
    BROKER.deleteTopic("renewed");
    BROKER.createTopic("renewed", 1);
    assertThat(input(text).behind(before).meaning())
        .isNotEqualTo(before)
        .contains(", which was deleted and made again since then, JSON");
  }

  @ParameterizedTest
  @CsvSource({"'', false", "'', true", "?until=latest, true"})
  void aTopicThatIsDeletedEndsTheJobAlsoIfItIsMadeAgain(String settings, boolean isMadeAgain)
      throws Exception {
    String topic = "gone-" + settings.length() + isMadeAgain;
    BROKER.createTopic(topic, 1);
    BROKER.createTopic(topic + "-copy", 1);
    BROKER.send(topic, 0, IntStream.range(0, 400_000).mapToObj(String::valueOf).toList());
    String slow = (settings.isEmpty() ? "?" : settings + "&") + slowly();
    TestCluster.Job job = cluster.submit(copying(topic, slow));
    job.awaitCheckpoint();
    BROKER.deleteTopic(topic);
    if (isMadeAgain) {
      BROKER.createTopic(topic, 1);
      BROKER.send(topic, 0, List.of("of another topic"));
    }
    assertThatThrownBy(job::awaitResult)
        .rootCause()
        .hasMessage(
            "--input "
                + BROKER.uri(topic)
                + ": the topic was deleted"
                + (isMadeAgain ? " and made again" : "")
                + " while the job read it, so that its offsets mean nothing any more; begin anew,"
                + " without the state of this job");
  }

  @Test
  void aGroupIsMovedToTheEndOfWhatWasReadAndNeverBack() throws Exception {
    BROKER.createTopic("nightly", 2);
    BROKER.send("nightly", 0, List.of("a", "b", "c"));
    Input input = input(BROKER.uri("nightly") + "?group=nightly&until=latest");
    assertThat(input.meaning()).endsWith("(0:3, 1:0)");
    BROKER.send("nightly", 0, List.of("d"));
    assertThat(input.finish()).isEmpty();
    assertThat(committed("nightly", new TopicPartition("nightly", 0))).isEqualTo(3);
    assertThat(committed("nightly", new TopicPartition("nightly", 1))).isZero();
    commit("nightly", new TopicPartition("nightly", 0), 4);
    assertThat(input.finish()).isEmpty();
    assertThat(committed("nightly", new TopicPartition("nightly", 0))).isEqualTo(4);
  }

  @Test
  void topicAndColumnsAreLookedForBeforeTheJobStarts() throws Exception {
    BROKER.createTopic("sales", 1);
    input(BROKER.uri("sales") + "?format=csv&columns=id,amount").check(COLUMNS, problems);
    input(BROKER.uri("sales")).check(COLUMNS, problems);
    assertThat(problems.messages()).isEmpty();

    input(BROKER.uri("slaes") + "?format=csv&columns=id").check(COLUMNS, problems);
    assertThat(problems.messages())
        .hasSize(2)
        .anySatisfy(fault -> assertThat(fault).endsWith("has no column 'amount'; it has: 'id'"))
        .anySatisfy(fault -> assertThat(fault).contains("(did you mean sales?)"));
  }

  @Test
  void transactionsThatWereNotCommittedAreNotRead() throws Exception {
    BROKER.createTopic("transactions", 1);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", BROKER.servers(), "transactional.id", "test"),
            new StringSerializer(),
            new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("transactions", "committed")).get();
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("transactions", "aborted")).get();
      producer.abortTransaction();
      // The end of the partition is the mark of an abort, which is no record.
      assertThat(copied("transactions", "?until=latest")).containsExactly("committed");
    }
  }

  @Test
  void eachPartitionIsReadFromWhereItIsSaid() throws Exception {
    BROKER.createTopic("starts", 2);
    BROKER.send("starts", 0, List.of("a", "b", "c"));
    BROKER.send("starts", 1, List.of("x", "y"));
    commit("readers", new TopicPartition("starts", 0), 2);
    assertThat(copied("starts", "?until=latest"))
        .containsExactlyInAnyOrder("a", "b", "c", "x", "y");
    assertThat(copied("starts", "?group=readers&start=committed&until=latest"))
        .containsExactlyInAnyOrder("c", "x", "y");
    assertThat(copied("starts", "?start=timestamp:" + now() + "&until=latest")).isEmpty();
    assertThat(copied("starts", "?until=timestamp:0")).isEmpty();
  }

  @Test
  void aGroupFollowsCheckpoints() throws Exception {
    BROKER.createTopic("grouped", 1);
    BROKER.createTopic("grouped-copy", 1);
    BROKER.send("grouped", 0, List.of("a", "b", "c"));
    TestCluster.Job job = cluster.submit(copying("grouped", "?group=copies"));
    while (committed("copies", new TopicPartition("grouped", 0)) < 3) {
      job.awaitCheckpoint();
    }
    job.cancel();
    BROKER.send("grouped", 0, List.of("d"));
    assertThat(copied("grouped", "?group=copies&start=committed&until=latest"))
        .containsExactly("d");
  }

  @Test
  void recordsThatWereDeletedBeforeTheyWereReadEndTheJob() throws Exception {
    BROKER.createTopic("deleted", 1);
    BROKER.send("deleted", 0, List.of("a", "b", "c"));
    TopicPartition partition = new TopicPartition("deleted", 0);
    commit("late", partition, 1);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.servers()))) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(2))).all().get();
    }
    assertThatThrownBy(() -> copied("deleted", "?group=late&start=committed&until=latest"))
        .rootCause()
        .hasMessage(
            "the group is at offset 1 of deleted-0, and the broker has deleted what is before 2: 1"
                + " records were never read; start=earliest goes on without them");
    assertThat(copied("deleted", "?until=latest")).containsExactly("c");
  }

  @Test
  void afterATaskManagerIsKilledEveryRecordIsReadOnce() throws Exception {
    BROKER.createTopic("read", 3);
    BROKER.createTopic("read-copy", 1);
    List<String> first = IntStream.range(0, 3000).mapToObj(n -> "first " + n).toList();
    List<String> second = IntStream.range(0, 3000).mapToObj(n -> "second " + n).toList();
    BROKER.send("read", 0, first);
    TestCluster.Job job = cluster.submit(copying("read", ""));
    job.awaitCheckpoint();
    BROKER.send("read", 2, second);
    cluster.replaceTaskManager(0);
    job.awaitCheckpoint();
    BROKER.send("read", 1, List.of("last"));
    while (BROKER.committed("read-copy").size() < 6001) {
      job.awaitCheckpoint();
    }
    job.cancel();
    assertThat(job.restores()).isPositive();
    assertThat(BROKER.committed("read-copy"))
        .extracting(ConsumerRecord::value)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(first, second, List.of("last"))
                .flatMap(List::stream)
                .map(line -> "{\"line\":\"" + line + "\"}")
                .toList());
  }

  @Test
  void whatAPollBringsOfAPartitionIsOneBatch() throws Exception {
    BROKER.createTopic("polled", 2);
    BROKER.send("polled", 0, lines(1000));
    BROKER.send("polled", 1, lines(1000));
    StreamExecutionEnvironment env = cluster.environment(1);
    keep(
        batches(env, input(BROKER.uri("polled") + TEXT))
            .map(batch -> String.valueOf(batch.rows().size()))
            .returns(Types.STRING)
            .name("sizes")
            .uid("sizes"));
    List<String> sizes = cluster.submit(env).awaitResult().getAccumulatorResult(KeepLines.LINES);
    assertThat(sizes.stream().mapToInt(Integer::parseInt).sum()).isEqualTo(2000);
    assertThat(sizes).hasSizeBetween(2, 20);
  }

  /** Of a poll that goes on behind the end, only what is before it is read. */
  @Test
  void anEndWithinAPollIsTheEnd() throws Exception {
    BROKER.createTopic("ended", 1);
    BROKER.send("ended", 0, lines(100));
    Input before = input(BROKER.uri("ended") + TEXT);
    String meaning = before.meaning();
    BROKER.send("ended", 0, List.of("later"));
    Input behind = input(BROKER.uri("ended") + TEXT).behind(meaning);
    StreamExecutionEnvironment env = cluster.environment(1);
    keep(rows(batches(env, behind)));
    List<String> read = cluster.submit(env).awaitResult().getAccumulatorResult(KeepLines.LINES);
    assertThat(read).isEqualTo(lines(100));
  }

  private static List<String> lines(int count) {
    return IntStream.range(0, count).mapToObj(String::valueOf).toList();
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  private Input input(String text) {
    Input input = Inputs.parse("--input", List.of(text), CSV, null, problems);
    assertThat(problems.messages()).isEmpty();
    return input;
  }

  /** What a job reads of a topic of lines that ends. */
  private List<String> copied(String topic, String settings) throws Exception {
    StreamExecutionEnvironment env = cluster.environment(2);
    keep(lines(env, topic, settings));
    return cluster.submit(env).awaitResult().getAccumulatorResult(KeepLines.LINES);
  }

  private StreamExecutionEnvironment copying(String topic, String settings) {
    StreamExecutionEnvironment env = cluster.environment(2);
    lines(env, topic, settings)
        .sinkTo(
            Outputs.parse("--output", BROKER.uri(topic + "-copy"), problems)
                .committedBy(new Checkpoints(Duration.ofMillis(100), Duration.ofMinutes(10)))
                .sink(new LineFormat()))
        .name("copy")
        .uid("copy");
    return env;
  }

  private DataStream<String> lines(StreamExecutionEnvironment env, String topic, String settings) {
    Input input =
        Inputs.parse(
            "--input", List.of(BROKER.uri(topic) + settings), CsvDialect.LINES, null, problems);
    assertThat(problems.messages()).isEmpty();
    return rows(batches(env, input));
  }

  private static DataStream<RowBatch<String>> batches(StreamExecutionEnvironment env, Input input) {
    return env.fromSource(
            input.source(new LineDecoder(), 1).source(), WatermarkStrategy.noWatermarks(), "lines")
        .uid("lines");
  }

  private static void keep(DataStream<String> lines) {
    lines
        .filter(new KeepLines())
        .name("keep")
        .uid("keep")
        .sinkTo(new DiscardingSink<>())
        .name("end")
        .uid("end");
  }

  private static DataStream<String> rows(DataStream<RowBatch<String>> batches) {
    return batches
        .flatMap(
            (RowBatch<String> batch, Collector<String> out) -> batch.rows().forEach(out::collect))
        .returns(Types.STRING)
        .name("rows")
        .uid("rows");
  }

  private static final class KeepLines extends RichFilterFunction<String> {
    private static final long serialVersionUID = 1L;
    private static final String LINES = "lines";

    private final ListAccumulator<String> lines = new ListAccumulator<>();

    @Override
    public void open(OpenContext context) {
      getRuntimeContext().addAccumulator(LINES, lines);
    }

    @Override
    public boolean filter(String line) {
      lines.add(line);
      return false;
    }
  }

  /** Where a group is; -1 if nowhere. */
  private static long committed(String group, TopicPartition partition) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.servers()))) {
      OffsetAndMetadata committed =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get()
              .get(partition);
      return committed == null ? -1 : committed.offset();
    }
  }

  private static void commit(String group, TopicPartition partition, long offset) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.servers()))) {
      admin
          .alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(offset)))
          .all()
          .get();
    }
  }
}
