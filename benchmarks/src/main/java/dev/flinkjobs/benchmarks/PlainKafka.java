package dev.flinkjobs.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The limit from topic to topic: one loop over what a plain consumer gets, with a plain producer
 * whose transactions take the offsets along. It trusts every value.
 */
public final class PlainKafka {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final long WINDOW_MILLIS = 5000;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> ends;

  private PlainKafka(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    this.consumer = consumer;
    this.ends = ends;
  }

  /**
   * Runs it.
   *
   * @param args {@code totals} or {@code averages}; the broker; the topic to read to its present
   *     end; the topic to write to, or {@code discard}, when values are read and no more
   */
  public static void main(String[] args) throws Exception {
    Properties properties = consumerProperties();
    properties.setProperty("bootstrap.servers", args[1]);
    properties.setProperty("isolation.level", "read_committed");
    properties.setProperty("group.id", "plain-" + args[3]);
    properties.setProperty("enable.auto.commit", "false");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(args[2]).stream()
              .map(info -> new TopicPartition(args[2], info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      PlainKafka plain = new PlainKafka(consumer, consumer.endOffsets(partitions));
      if (args[3].equals("discard")) {
        System.out.println(plain.bytes());
      } else {
        plain.write(args[0].equals("totals"), args[1], args[3]);
      }
    }
  }

  /** What a user sets to read faster than by Kafka's defaults. */
  static Properties consumerProperties() {
    Properties properties = new Properties();
    properties.setProperty("max.poll.records", "10000");
    properties.setProperty("fetch.min.bytes", "65536");
    properties.setProperty("fetch.max.wait.ms", "20");
    return properties;
  }

  /** What a user sets to write faster than by Kafka's defaults. */
  static Properties producerProperties() {
    Properties properties = new Properties();
    properties.setProperty("batch.size", "262144");
    properties.setProperty("linger.ms", "20");
    return properties;
  }

  /** Takes one record; those behind the end come, too. */
  private interface Loop {
    void take(ConsumerRecord<byte[], byte[]> message) throws Exception;
  }

  private boolean hasMore() {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  private void poll(Loop loop) throws Exception {
    for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
      loop.take(message);
    }
  }

  private long bytes() throws Exception {
    long[] bytes = {0};
    while (hasMore()) {
      poll(message -> bytes[0] += message.value().length);
    }
    return bytes[0];
  }

  private void write(boolean totals, String servers, String topic) throws Exception {
    Properties properties = producerProperties();
    properties.setProperty("bootstrap.servers", servers);
    properties.setProperty("transactional.id", "plain-" + topic);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      if (totals) {
        writeTotals(producer, topic);
      } else {
        writeAverages(producer, topic);
      }
      commit(producer);
    }
  }

  private void commit(KafkaProducer<byte[], byte[]> producer) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    ends.keySet()
        .forEach(each -> offsets.put(each, new OffsetAndMetadata(consumer.position(each))));
    producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
    producer.commitTransaction();
  }

  private void writeTotals(KafkaProducer<byte[], byte[]> producer, String topic) throws Exception {
    PlainTotals totals = new PlainTotals();
    long interval = NaiveFlink.CHECKPOINT_INTERVAL.toNanos();
    long begun = System.nanoTime();
    while (hasMore()) {
      poll(
          message -> {
            totals.add(message.value());
            var unused = producer.send(new ProducerRecord<>(topic, totals.line()));
          });
      if (System.nanoTime() - begun > interval) {
        commit(producer);
        producer.beginTransaction();
        begun = System.nanoTime();
      }
    }
  }

  /** No row is late, so windows may all be open to the end. */
  private void writeAverages(KafkaProducer<byte[], byte[]> producer, String topic)
      throws Exception {
    Map<Long, PlainTotals> windows = new HashMap<>();
    while (hasMore()) {
      poll(
          message -> {
            byte[] row = message.value();
            int time = 0;
            while (row[time] != ',') { // The second column.
              time++;
            }
            windows
                .computeIfAbsent(millis(row, time + 1) / WINDOW_MILLIS, window -> new PlainTotals())
                .add(row);
          });
    }
    windows.forEach(
        (window, totals) ->
            totals
                .averages()
                .forEach(
                    average -> {
                      String line =
                          String.format(Locale.ROOT, "%d,%s", window * WINDOW_MILLIS, average);
                      var unused = producer.send(new ProducerRecord<>(topic, line.getBytes(UTF_8)));
                    }));
  }

  /** Of {@code 2024-05-11 10:00:00} in UTC, in milliseconds since 1970. */
  static long millis(byte[] text, int at) {
    long day =
        LocalDate.of(digits(text, at, 4), digits(text, at + 5, 2), digits(text, at + 8, 2))
            .toEpochDay();
    long hours = day * TimeUnit.DAYS.toHours(1) + digits(text, at + 11, 2);
    long minutes = hours * TimeUnit.HOURS.toMinutes(1) + digits(text, at + 14, 2);
    long seconds = minutes * TimeUnit.MINUTES.toSeconds(1) + digits(text, at + 17, 2);
    return TimeUnit.SECONDS.toMillis(seconds);
  }

  private static int digits(byte[] text, int from, int count) {
    int number = 0;
    for (int i = from; i < from + count; i++) {
      number = number * 10 + text[i] - '0';
    }
    return number;
  }
}
