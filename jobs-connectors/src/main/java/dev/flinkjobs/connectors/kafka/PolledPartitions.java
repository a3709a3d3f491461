package dev.flinkjobs.connectors.kafka;

import java.io.IOException;
import java.util.Iterator;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.flink.connector.kafka.source.reader.KafkaPartitionSplitReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Flink's reader of partitions, but all that a poll brings of one is handed on as one record, since
 * to hand a record on costs more than most rows do.
 */
@SuppressWarnings("try") // Flink declares that close() may throw anything.
final class PolledPartitions extends KafkaPartitionSplitReader {

  PolledPartitions(
      Properties properties, SourceReaderContext context, KafkaSourceReaderMetrics metrics) {
    super(properties, context, metrics);
  }

  @Override
  public RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> fetch() throws IOException {
    return new ByPartition(super.fetch());
  }

  private record ByPartition(RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> polled)
      implements RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> {

    @Override
    public @Nullable String nextSplit() {
      return polled.nextSplit();
    }

    @Override
    public @Nullable ConsumerRecord<byte[], byte[]> nextRecordFromSplit() {
      ConsumerRecord<byte[], byte[]> first = polled.nextRecordFromSplit();
      return first == null ? null : new Records(first, polled);
    }

    @Override
    public Set<String> finishedSplits() {
      return polled.finishedSplits();
    }

    @Override
    public void recycle() {
      polled.recycle();
    }
  }

  /** The records of a poll that are of one partition, to be taken once. */
  static final class Records extends ConsumerRecord<byte[], byte[]>
      implements Iterator<ConsumerRecord<byte[], byte[]>> {
    private final RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> polled;
    private @Nullable ConsumerRecord<byte[], byte[]> next;

    @SuppressWarnings("NullAway") // Key and value are those of its records.
    private Records(
        ConsumerRecord<byte[], byte[]> first,
        RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> polled) {
      super(first.topic(), first.partition(), first.offset(), null, null);
      this.polled = polled;
      this.next = first;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public ConsumerRecord<byte[], byte[]> next() {
      ConsumerRecord<byte[], byte[]> record = Objects.requireNonNull(next);
      next = polled.nextRecordFromSplit();
      return record;
    }
  }
}
