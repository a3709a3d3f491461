package dev.flinkjobs.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flinkjobs.output.JsonRecords;
import dev.flinkjobs.output.ResultFormat;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Results as JSON, or as lines of text, by their keys on the topic's partitions. The latest of a
 * key is what counts in a topic: results that only take back one before it are not sent.
 */
final class ResultRecordSchema<T> implements KafkaRecordSerializationSchema<T> {
  private static final long serialVersionUID = 1L;

  private final String topic;
  private final ResultFormat<T> format;
  private final boolean asText;

  @SuppressWarnings("NullAway.Init") // By open().
  private transient JsonRecords<T> records;

  ResultRecordSchema(String topic, ResultFormat<T> format, boolean asText) {
    this.topic = topic;
    this.format = format;
    this.asText = asText;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    records = new JsonRecords<>(format);
  }

  @Override
  public @Nullable ProducerRecord<byte[], byte[]> serialize(
      T result, KafkaSinkContext context, @Nullable Long timestamp) {
    if (format.isTakenBack(result)) {
      return null;
    }
    // Without the timestamp of the event: the broker would delete old ones at once by retention.
    return new ProducerRecord<>(topic, records.key(result), value(result));
  }

  private byte[] value(T result) {
    return asText ? format.print(result).getBytes(UTF_8) : records.value(result);
  }
}
