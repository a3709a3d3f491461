package dev.flinkjobs.soak;

import dev.flinkjobs.soak.Findings.Fault;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is in topics, by a client that is no job. */
public final class Topics implements AutoCloseable {
  private static final String COMMITTED = "read_committed";
  private static final String WRITTEN = "read_uncommitted";
  private static final List<TransactionState> ENDED =
      List.of(
          TransactionState.EMPTY,
          TransactionState.COMPLETE_COMMIT,
          TransactionState.COMPLETE_ABORT);

  private final String servers;
  private final Admin admin;

  /**
   * @param servers {@code host:port}
   */
  public Topics(String servers) {
    this.servers = servers;
    this.admin = Admin.create(Map.of("bootstrap.servers", servers));
  }

  /** Takes one record. */
  public interface Reader {

    /** Takes it; the place is {@code topic-partition@offset}. */
    void read(String place, String value) throws Exception;
  }

  String servers() {
    return servers;
  }

  public void create(Collection<String> names, int partitions)
      throws ExecutionException, InterruptedException {
    admin
        .createTopics(
            names.stream()
                .map(name -> new NewTopic(name, Optional.of(partitions), Optional.empty()))
                .toList())
        .all()
        .get();
  }

  /** Reads what is committed, partition by partition. */
  public long readCommitted(String topic, Reader reader) throws Exception {
    return read(topic, COMMITTED, reader);
  }

  /** How many records were written that are in no committed transaction. */
  long aborted(String topic) throws Exception {
    long written = read(topic, WRITTEN, (place, value) -> {});
    return written - read(topic, COMMITTED, (place, value) -> {});
  }

  private long read(String topic, String isolation, Reader reader) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", servers);
    properties.setProperty("isolation.level", isolation);
    long count = 0;
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      for (TopicPartition partition : partitions(topic)) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        // Of the last stable offset where only commits are read.
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        while (consumer.position(partition) < end) {
          for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
            reader.read(partition + "@" + record.offset(), record.value());
            count++;
          }
        }
      }
    }
    return count;
  }

  private List<TopicPartition> partitions(String topic)
      throws ExecutionException, InterruptedException {
    TopicDescription description =
        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
    return Objects.requireNonNull(description, topic).partitions().stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }

  /** How many records each partition has been given. */
  Map<Integer, Long> ends(String topic) throws ExecutionException, InterruptedException {
    Map<Integer, Long> ends = new HashMap<>();
    offsets(topic, IsolationLevel.READ_UNCOMMITTED)
        .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
    return ends;
  }

  private Map<TopicPartition, ListOffsetsResultInfo> offsets(String topic, IsolationLevel isolation)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions(topic).forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    return admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all().get();
  }

  /** Finds transactions that nobody has ended, and records that readers wait for because of one. */
  void checkNoneOpen(Collection<String> topics, Findings findings)
      throws ExecutionException, InterruptedException {
    for (TransactionListing transaction : admin.listTransactions().all().get()) {
      if (!ENDED.contains(transaction.state())) {
        findings.add(
            Fault.OPEN,
            "transaction "
                + transaction.transactionalId()
                + " of producer "
                + transaction.producerId()
                + " is "
                + transaction.state());
      }
    }
    for (String topic : topics) {
      Map<TopicPartition, ListOffsetsResultInfo> stable =
          offsets(topic, IsolationLevel.READ_COMMITTED);
      offsets(topic, IsolationLevel.READ_UNCOMMITTED)
          .forEach(
              (partition, end) -> {
                long readable = Objects.requireNonNull(stable.get(partition)).offset();
                if (readable < end.offset()) {
                  findings.add(
                      Fault.OPEN,
                      partition
                          + ": readers of commits see "
                          + readable
                          + " of "
                          + end.offset()
                          + " offsets");
                }
              });
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
