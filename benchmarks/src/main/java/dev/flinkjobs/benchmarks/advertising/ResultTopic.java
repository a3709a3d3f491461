package dev.flinkjobs.benchmarks.advertising;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic of results as they become visible. Its records carry the time of the broker. */
final class ResultTopic implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<Result> all = new ArrayList<>();

  ResultTopic(String servers, String topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", servers,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList());
  }

  /** Reads until what was read is enough, or time is over. Says whether it is enough. */
  boolean await(Predicate<List<Result>> enough, Duration timeout) {
    long until = System.nanoTime() + timeout.toNanos();
    while (!enough.test(all)) {
      if (System.nanoTime() > until) {
        return false;
      }
      read();
    }
    return true;
  }

  /** Reads for a moment at most. */
  void read() {
    var records = consumer.poll(POLL);
    long now = System.currentTimeMillis();
    records.forEach(record -> all.add(result(record, now)));
  }

  private static Result result(ConsumerRecord<byte[], byte[]> record, long now) {
    try {
      JsonNode json = JSON.readTree(record.value());
      CampaignWindow window =
          new CampaignWindow(
              json.required("campaign_id").asText(), json.required("window_start").asLong());
      return new Result(window, json.required("views").asLong(), record.timestamp(), now);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** What was read of windows from one on up to another, exclusive. */
  List<Result> between(long start, long end) {
    return all.stream()
        .filter(result -> result.window().start() >= start && result.window().start() < end)
        .toList();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
