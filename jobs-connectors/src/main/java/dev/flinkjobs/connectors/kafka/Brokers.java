package dev.flinkjobs.connectors.kafka;

import dev.flinkjobs.options.DidYouMean;
import dev.flinkjobs.record.Message;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;

/** What the brokers of a topic say of it. */
final class Brokers implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int SHOWN_TOPICS = 8;
  private static final Set<TransactionState> COMMITTED =
      EnumSet.of(TransactionState.PREPARE_COMMIT, TransactionState.COMPLETE_COMMIT);

  private final Topic topic;
  private final Admin admin;

  /** Does not connect yet. */
  Brokers(Topic topic) throws Unreachable {
    this.topic = topic;
    Properties properties = topic.clientProperties();
    properties.setProperty("default.api.timeout.ms", String.valueOf(PATIENCE.toMillis()));
    properties.setProperty("request.timeout.ms", String.valueOf(PATIENCE.toMillis() / 2));
    try {
      admin = Admin.create(properties);
    } catch (KafkaException refused) {
      throw unreachable(refused);
    }
  }

  /** Nothing can be asked; the message says why. */
  static final class Unreachable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreachable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Why the topic cannot be used, with what there is; empty if it is there. */
  Optional<String> missing() throws Unreachable {
    Collection<String> names = new TreeSet<>(answer(admin.listTopics().names()));
    if (names.contains(topic.name())) {
      return Optional.empty();
    }
    List<String> shown = names.stream().limit(SHOWN_TOPICS).toList();
    return Optional.of(
        Message.of(
            "there is no topic '%s' at %s%s%s%s; make it: kafka-topics.sh --bootstrap-server %2$s"
                + " --create --topic %1$s",
            topic.name(),
            topic.servers(),
            names.isEmpty() ? ", nor any other" : "; there is: " + String.join(", ", shown),
            names.size() > shown.size() ? ", … (" + names.size() + " topics)" : "",
            DidYouMean.hint(topic.name(), names)));
  }

  /** With its id, which no other topic has, one of the same name least of all. */
  TopicDescription describe() throws Unreachable {
    return answer(admin.describeTopics(List.of(topic.name())).allTopicNames())
        .values()
        .iterator()
        .next();
  }

  /**
   * By partition, the offset behind the last record that is committed; or that of the first record
   * which is not before a time.
   */
  SortedMap<Integer, Long> offsets(Offsets which) throws Unreachable {
    SortedMap<Integer, Long> offsets = offsets(OffsetSpec.latest());
    if (which.kind() == Offsets.Kind.TIMESTAMP) {
      offsets(OffsetSpec.forTimestamp(which.millis()))
          .forEach(
              (partition, offset) ->
                  offsets.computeIfPresent(partition, (p, end) -> offset < 0 ? end : offset));
    }
    return offsets;
  }

  /** By partition, the offset of the first record that is there. */
  SortedMap<Integer, Long> firstOffsets() throws Unreachable {
    return offsets(OffsetSpec.earliest());
  }

  private SortedMap<Integer, Long> offsets(OffsetSpec which) throws Unreachable {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    describe()
        .partitions()
        .forEach(info -> asked.put(new TopicPartition(topic.name(), info.partition()), which));
    ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    answer(admin.listOffsets(asked, committed).all())
        .forEach((partition, found) -> offsets.put(partition.partition(), found.offset()));
    return offsets;
  }

  /** Moves a group on to these offsets, and never back. */
  void commit(String group, Map<Integer, Long> offsets) throws Unreachable {
    Map<TopicPartition, OffsetAndMetadata> now =
        answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    Map<TopicPartition, OffsetAndMetadata> further = new HashMap<>();
    offsets.forEach(
        (number, offset) -> {
          TopicPartition partition = new TopicPartition(topic.name(), number);
          OffsetAndMetadata before = now.get(partition);
          if (before == null || before.offset() < offset) {
            further.put(partition, new OffsetAndMetadata(offset));
          }
        });
    answer(admin.alterConsumerGroupOffsets(group, further).all());
  }

  /** How long a transaction may last at most; empty if the broker does not tell us. */
  Optional<Duration> maxTransactionTimeout() throws Unreachable {
    Node broker = answer(admin.describeCluster().nodes()).iterator().next();
    return setting(
            new ConfigResource(ConfigResource.Type.BROKER, String.valueOf(broker.id())),
            "transaction.max.timeout.ms")
        .map(Long::parseLong)
        .map(Duration::ofMillis);
  }

  /** How many bytes a batch of records may have at most; empty if the broker does not tell us. */
  Optional<Integer> maxMessage() throws Unreachable {
    return setting(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), "max.message.bytes")
        .map(Integer::parseInt);
  }

  private Optional<String> setting(ConfigResource resource, String name) throws Unreachable {
    try {
      return Optional.ofNullable(
              answer(admin.describeConfigs(List.of(resource)).all()).get(resource))
          .map(config -> config.get(name))
          .map(ConfigEntry::value);
    } catch (Unreachable unanswered) {
      if (unanswered.getCause() instanceof AuthorizationException) {
        return Optional.empty();
      }
      throw unanswered;
    }
  }

  /**
   * Whether a transaction was committed, by an attempt before for instance. With its commit the
   * brokers of Kafka 4 raise the producer's epoch (transaction.version 2), so that to commit it
   * once more looks as if another producer had taken its id.
   */
  boolean isCommitted(String id, long producerId, short epoch) throws Unreachable {
    TransactionDescription now = answer(admin.describeTransactions(List.of(id)).description(id));
    return COMMITTED.contains(now.state())
        && now.producerId() == producerId
        && now.producerEpoch() == epoch + 1;
  }

  private <T> T answer(KafkaFuture<T> future) throws Unreachable {
    try {
      return future.get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw unreachable(failed.getCause() == null ? failed : failed.getCause());
    } catch (TimeoutException late) {
      throw unreachable(late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw unreachable(interrupted);
    }
  }

  private Unreachable unreachable(Throwable cause) {
    boolean isLate =
        cause instanceof org.apache.kafka.common.errors.TimeoutException
            || cause instanceof TimeoutException;
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String what =
        isLate
            ? Message.of(
                "no broker answers at %s within %s s; is it up, and is that its address?",
                topic.servers(), PATIENCE.toSeconds())
            : Message.of(
                "the brokers at %s cannot be used; look at the address, and at what config=FILE says",
                topic.servers());
    return new Unreachable(what + topic.cause(root), cause);
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
