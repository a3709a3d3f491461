package dev.flinkjobs.connectors.kafka;

import dev.flinkjobs.options.Problems;
import dev.flinkjobs.run.ExitCode;
import dev.flinkjobs.run.JobFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic for commands that are no Flink jobs. What fails is a {@link JobFailedException}. */
public final class TopicClient {
  private static final Duration POLL = Duration.ofMillis(100);

  private final String option;
  private final Topic topic;

  private TopicClient(String option, Topic topic) {
    this.option = option;
    this.topic = topic;
  }

  /**
   * The topic that a text names, {@code kafka://host:9092/topic?config=FILE}, if it is there.
   *
   * @param problems gets all that is wrong; what is returned then is not used
   */
  public static TopicClient open(String option, String text, Problems problems) {
    return new TopicClient(option, Topic.find(option, text, problems));
  }

  public String name() {
    return topic.name();
  }

  /** Gives all committed records that are there now, those of a partition in their order. */
  public void read(Consumer<ConsumerRecord<byte[], byte[]>> each) {
    Properties properties = topic.consumerProperties();
    properties.setProperty("isolation.level", "read_committed");
    properties.setProperty("enable.auto.commit", "false");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(topic.name(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
        consumer
            .poll(POLL)
            .forEach(
                record -> {
                  TopicPartition partition = new TopicPartition(topic.name(), record.partition());
                  if (record.offset() < ends.getOrDefault(partition, 0L)) {
                    each.accept(record);
                  }
                });
      }
    } catch (KafkaException failed) {
      throw failed(failed);
    }
  }

  /** Begins a transaction; one of the same name that another process has begun is ended. */
  public Transaction begin(String name) {
    return new Transaction(name);
  }

  private JobFailedException failed(KafkaException why) {
    return new JobFailedException(
        ExitCode.FAILED,
        option + " " + topic + ": the brokers refuse to go on; run it again" + topic.cause(why),
        why);
  }

  /** Records that others see together, once it is committed; else never. */
  public final class Transaction implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private boolean open = true;
    private long unsent;

    private Transaction(String name) {
      Properties properties = topic.producerProperties();
      properties.setProperty("transactional.id", name);
      producer =
          new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
      try {
        producer.initTransactions();
        producer.beginTransaction();
      } catch (KafkaException failed) {
        producer.close(Duration.ZERO);
        throw failed(failed);
      }
    }

    public void send(ProducerRecord<byte[], byte[]> record) {
      try {
        var unused = producer.send(record); // What fails, fails the commit.
        unsent += record.value().length;
        if (unsent >= Topic.MAX_UNSENT) {
          producer.flush();
          unsent = 0;
        }
      } catch (KafkaException failed) {
        throw failed(failed);
      }
    }

    /** Fails if one record could not be sent. */
    public void commit() {
      try {
        producer.commitTransaction();
        open = false;
      } catch (KafkaException failed) {
        throw failed(failed);
      }
    }

    @Override
    public void close() {
      try {
        if (open) {
          producer.abortTransaction();
        }
      } catch (KafkaException broken) {
        // The broker ends it.
      } finally {
        producer.close(Duration.ofSeconds(5));
      }
    }
  }
}
