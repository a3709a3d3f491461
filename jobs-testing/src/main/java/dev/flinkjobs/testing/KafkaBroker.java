package dev.flinkjobs.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real broker in this process, for all tests of a class. */
public final class KafkaBroker implements BeforeAllCallback, AfterAllCallback {
  private final Locale locale = Locale.getDefault();
  private @Nullable KafkaClusterTestKit cluster;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    // The broker upper-cases names of its own by the default locale, and finds none in Turkish.
    Locale.setDefault(Locale.ROOT);
    KafkaClusterTestKit started =
        new KafkaClusterTestKit.Builder(
                new TestKitNodes.Builder()
                    .setCombined(true)
                    .setNumBrokerNodes(1)
                    .setNumControllerNodes(1)
                    .setBootstrapMetadata(production())
                    .build())
            .setConfigProp("offsets.topic.replication.factor", "1")
            .setConfigProp("transaction.state.log.replication.factor", "1")
            .setConfigProp("transaction.state.log.min.isr", "1")
            .setConfigProp("auto.create.topics.enable", "false")
            .build();
    cluster = started;
    started.format();
    started.startup();
    started.waitForReadyBrokers();
  }

  /** The test kit's own choice leaves transactions as they were before Kafka 4. */
  private static BootstrapMetadata production() {
    MetadataVersion version = MetadataVersion.latestProduction();
    Map<String, Short> features = new HashMap<>();
    for (Feature feature : Feature.PRODUCTION_FEATURES) {
      features.put(feature.featureName(), feature.defaultLevel(version));
    }
    return BootstrapMetadata.fromVersions(version, features, "as a broker is formatted");
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (cluster != null) {
      cluster.close();
    }
    Locale.setDefault(locale);
  }

  /** {@code host:port}. */
  public String servers() {
    if (cluster == null) {
      throw new IllegalStateException("the broker runs during tests only");
    }
    return cluster.bootstrapServers();
  }

  /** Where results go to or come from: {@code kafka://…}. */
  public String uri(String topic) {
    return "kafka://" + servers() + "/" + topic;
  }

  /** With one replica of each partition. */
  public void createTopic(String name, int partitions) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
      Uuid id =
          admin
              .createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())))
              .topicId(name)
              .get();
      // The controller has made it, and the broker may not have heard of it.
      await("topic " + name)
          .ignoreExceptions()
          .until(
              () ->
                  admin.describeTopics(List.of(name)).allTopicNames().get().values().stream()
                      .anyMatch(topic -> topic.topicId().equals(id)));
    }
  }

  /** A topic that is made again by its name is another one. */
  public void deleteTopic(String name) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
      admin.deleteTopics(List.of(name)).all().get();
    }
  }

  /** Writes values to one partition, without keys. */
  public void send(String topic, int partition, List<String> values) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers()),
            new StringSerializer(),
            new StringSerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      values.forEach(
          value -> sent.add(producer.send(new ProducerRecord<>(topic, partition, null, value))));
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    }
  }

  /** What a reader sees that waits for commits: all records up to the last stable one. */
  public List<ConsumerRecord<String, String>> committed(String topic) {
    return records(topic, "read_committed");
  }

  /** What was written, aborted transactions too. */
  public List<ConsumerRecord<String, String>> written(String topic) {
    return records(topic, "read_uncommitted");
  }

  private List<ConsumerRecord<String, String>> records(String topic, String isolation) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", servers());
    properties.setProperty("isolation.level", isolation);
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }
}
