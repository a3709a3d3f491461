package dev.flinkjobs.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.output.JsonRecords;
import dev.flinkjobs.output.ResultFormat;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Results as JSON, or as lines of text, by their keys on the topic's partitions. The latest of a
 * key is what counts in a topic: results that only take back one before it are not sent.
 */
final class ResultRecordSchema<T> implements KafkaRecordSerializationSchema<T> {
  private static final long serialVersionUID = 1L;

  /** Of a batch of one record, and more than that. */
  private static final int OVERHEAD = 128;

  /** What a character may become, in the value and in the key; and what a number may take there. */
  private static final long MOST_BYTES = 12;

  private static final long NUMBER_BYTES = 1 << 11;

  private static final Set<ColumnType> TEXTS = EnumSet.of(ColumnType.TEXT, ColumnType.TIME);

  /** A share that is surely left behind a cut, since not all text takes the same bytes. */
  private static final double LESS = 0.9;

  private final String topic;
  private final ResultFormat<T> format;
  private final boolean asText;
  private final int maxRecord;

  private transient @Nullable JsonRecords<T> records;
  private transient @Nullable List<Column<T>> texts;

  /** What a record takes at most besides its texts. */
  private transient long others;

  /**
   * @param maxRecord how many bytes a record may have, with what the protocol adds to it
   */
  ResultRecordSchema(String topic, ResultFormat<T> format, boolean asText, int maxRecord) {
    this.topic = topic;
    this.format = format;
    this.asText = asText;
    this.maxRecord = maxRecord;
  }

  @Override
  public @Nullable ProducerRecord<byte[], byte[]> serialize(
      T result, KafkaSinkContext context, @Nullable Long timestamp) {
    if (format.isTakenBack(result)) {
      return null;
    }
    ProducerRecord<byte[], byte[]> record = record(result, records());
    T less = result;
    while (size(record) > maxRecord) {
      T shorter = format.cut(less, LESS * maxRecord / size(record));
      if (shorter.equals(less)) {
        return record; // Kafka refuses it.
      }
      less = shorter;
      record = record(less, new JsonRecords<>(format.ofCut()));
    }
    return record;
  }

  /**
   * Whether it is small enough for the producer and the broker. Texts are counted first, so that
   * few results have to be written to know that.
   */
  boolean fits(T result) {
    if (format.isTakenBack(result)) {
      return true;
    }
    if (texts == null) {
      List<Column<T>> columns = format.layout();
      texts = columns.stream().filter(c -> TEXTS.contains(c.type())).toList();
      others = OVERHEAD + columns.size() * NUMBER_BYTES;
      columns.forEach(column -> others += MOST_BYTES * column.name().length());
    }
    long length = 0;
    for (Column<T> column : texts) {
      length += column.value().apply(result) instanceof String text ? text.length() : 0;
    }
    return MOST_BYTES * length + others <= maxRecord
        || size(record(result, records())) <= maxRecord;
  }

  private JsonRecords<T> records() {
    if (records == null) {
      records = new JsonRecords<>(format);
    }
    return records;
  }

  private static int size(ProducerRecord<byte[], byte[]> record) {
    byte[] key = record.key();
    return OVERHEAD + (key == null ? 0 : key.length) + record.value().length;
  }

  private ProducerRecord<byte[], byte[]> record(T result, JsonRecords<T> as) {
    byte[] value = asText ? format.print(result).getBytes(UTF_8) : as.value(result);
    // Without the timestamp of the event: the broker would delete old ones at once by retention.
    return new ProducerRecord<>(topic, as.key(result), value);
  }
}
