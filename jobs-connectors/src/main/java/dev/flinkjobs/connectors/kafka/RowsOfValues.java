package dev.flinkjobs.connectors.kafka;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.csv.CsvFileException;
import dev.flinkjobs.csv.ValueReader;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.time.EventTime;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads each record's value as a row. One without a value is rejected as an empty one is. */
final class RowsOfValues<T> implements KafkaRecordDeserializationSchema<RowBatch<T>> {
  private static final long serialVersionUID = 1L;
  private static final byte[] NOTHING = {};

  private final boolean isJson;
  private final CsvDialect dialect;
  private final RowDecoder<T> decoder;
  private final @Nullable EventTime time;

  @SuppressWarnings("NullAway.Init") // By open().
  private transient Map<Integer, ValueReader<T>> readers;

  /**
   * @param dialect of CSV, with columns; of JSON only how times and bytes stand in it
   * @param time of the rows, which are then {@link dev.flinkjobs.time.Timed}; null where they need
   *     none
   */
  RowsOfValues(
      boolean isJson, CsvDialect dialect, RowDecoder<T> decoder, @Nullable EventTime time) {
    this.isJson = isJson;
    this.dialect = dialect;
    this.decoder = decoder;
    this.time = time;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    readers = new HashMap<>();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<RowBatch<T>> batches)
      throws IOException {
    ValueReader<T> reader = readers.get(message.partition());
    if (reader == null) {
      reader = reader(message.topic() + "/" + message.partition());
      readers.put(message.partition(), reader);
    }
    byte[] value = message.value();
    batches.collect(reader.read(message.offset(), value == null ? NOTHING : value));
  }

  private ValueReader<T> reader(String source) throws IOException {
    if (isJson) {
      return ValueReader.ofJson(source, dialect, decoder, time);
    }
    try {
      return ValueReader.ofCsv(source, dialect, decoder, time);
    } catch (CsvFileException missing) {
      throw new IOException(source + " " + missing.getMessage());
    }
  }

  @Override
  public TypeInformation<RowBatch<T>> getProducedType() {
    return RowBatch.type(decoder.type());
  }
}
