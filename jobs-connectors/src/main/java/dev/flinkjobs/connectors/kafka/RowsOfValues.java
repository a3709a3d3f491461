package dev.flinkjobs.connectors.kafka;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.csv.CsvFileException;
import dev.flinkjobs.csv.ValueReader;
import dev.flinkjobs.record.RowBatch;
import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.time.EventTime;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads each record's value as a row. One without a value is rejected as an empty one is. What a
 * poll has brought of a partition leaves at once, so that no checkpoint comes in between.
 *
 * @param dialect of CSV, with columns; of JSON only how times and bytes stand in it
 * @param time of the rows, which are then {@link dev.flinkjobs.time.Timed}; null where they need
 *     none
 */
record RowsOfValues<T>(
    boolean isJson, CsvDialect dialect, RowDecoder<T> decoder, @Nullable EventTime time)
    implements Serializable {
  private static final byte[] NOTHING = {};

  TypeInformation<RowBatch<T>> type() {
    return RowBatch.type(decoder.type());
  }

  /** For one reader. */
  RecordEmitter<ConsumerRecord<byte[], byte[]>, RowBatch<T>, KafkaPartitionSplitState> emitter() {
    Map<String, ValueReader<T>> readers = new HashMap<>();
    return (polled, output, split) -> {
      ValueReader<T> reader = readers.get(split.splitId());
      if (reader == null) {
        reader = reader(polled.topic() + "/" + polled.partition());
        readers.put(split.splitId(), reader);
      }
      emit((PolledPartitions.Records) polled, reader, output, split);
    };
  }

  private void emit(
      PolledPartitions.Records polled,
      ValueReader<T> reader,
      SourceOutput<RowBatch<T>> output,
      KafkaPartitionSplitState split) {
    while (polled.hasNext()) {
      ConsumerRecord<byte[], byte[]> record = polled.next();
      byte[] value = record.value();
      if (reader.add(record.offset(), value == null ? NOTHING : value)) {
        output.collect(reader.takeBatch());
      }
      split.setCurrentOffset(record.offset() + 1);
    }
    if (reader.hasRows()) {
      output.collect(reader.takeBatch());
    }
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
}
