package dev.flinkjobs.connectors.kafka;

import dev.flinkjobs.record.RowBatch;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.synchronization.FutureCompletingBlockingQueue;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumStateSerializer;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumerator;
import org.apache.flink.connector.kafka.source.enumerator.initializer.NoStoppingOffsetsInitializer;
import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.flink.connector.kafka.source.reader.KafkaSourceReader;
import org.apache.flink.connector.kafka.source.reader.fetcher.KafkaSourceFetcherManager;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Flink's source of a topic, with readers that hand on what a poll brings as one, and an enumerator
 * that ends the job when the topic is deleted, and that ends a bounded input also when it was
 * restored.
 */
final class TopicSource<T>
    implements Source<RowBatch<T>, KafkaPartitionSplit, KafkaSourceEnumState>,
        ResultTypeQueryable<RowBatch<T>> {
  private static final long serialVersionUID = 1L;

  /** How often to ask whether the topic is still there. */
  private static final Duration CHECK = Duration.ofSeconds(10);

  private static final KafkaSourceEnumState NOTHING = new KafkaSourceEnumState(Set.of(), false);

  private final RowsOfValues<T> rows;
  private final TopicSubscriber subscriber;
  private final Offsets start;
  private final TopicFacts facts;
  private final Properties properties;

  /**
   * @param properties of consumers
   */
  TopicSource(
      RowsOfValues<T> rows,
      TopicSubscriber subscriber,
      Offsets start,
      TopicFacts facts,
      Properties properties) {
    this.rows = rows;
    this.subscriber = subscriber;
    this.start = start;
    this.facts = facts;
    this.properties = complete(properties);
  }

  /** With what Flink's own source adds. */
  private Properties complete(Properties given) {
    Properties all = new Properties();
    all.setProperty("client.id.prefix", "flink-jobs-" + subscriber.topic().name());
    all.setProperty("enable.auto.commit", "false");
    all.setProperty("commit.offsets.on.checkpoint", String.valueOf(given.containsKey("group.id")));
    all.putAll(given);
    all.setProperty("auto.offset.reset", "none");
    all.setProperty("key.deserializer", ByteArrayDeserializer.class.getName());
    all.setProperty("value.deserializer", ByteArrayDeserializer.class.getName());
    if (getBoundedness() == Boundedness.BOUNDED) {
      all.setProperty("partition.discovery.interval.ms", "-1");
    }
    return all;
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return new Enumerator(context, NOTHING);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state) {
    return new Enumerator(context, state);
  }

  private final class Enumerator extends KafkaSourceEnumerator {
    private final SplitEnumeratorContext<KafkaPartitionSplit> context;
    private final boolean isComplete;

    private Enumerator(
        SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state) {
      super(
          subscriber,
          start,
          getBoundedness() == Boundedness.BOUNDED ? facts : new NoStoppingOffsetsInitializer(),
          properties,
          context,
          getBoundedness(),
          state);
      this.context = context;
      isComplete = getBoundedness() == Boundedness.BOUNDED && state.initialDiscoveryFinished();
    }

    @Override
    public void start() {
      super.start();
      context.callAsync(
          subscriber::check,
          (isThere, failure) -> fail(failure),
          CHECK.toMillis(),
          CHECK.toMillis());
    }

    private void fail(@Nullable Throwable failure) {
      if (failure instanceof RuntimeException gone) {
        throw gone;
      }
    }

    /** Of a reader that has failed, perhaps since the topic is gone. */
    @Override
    public void addSplitsBack(List<KafkaPartitionSplit> splits, int subtask) {
      super.addSplitsBack(splits, subtask);
      context.callAsync(subscriber::check, (isThere, failure) -> fail(failure));
    }

    /** Flink's says that there are no more splits behind a discovery that has found some. */
    @Override
    public void addReader(int subtask) {
      super.addReader(subtask);
      if (isComplete) {
        context.signalNoMoreSplits(subtask);
      }
    }
  }

  @Override
  public Boundedness getBoundedness() {
    return facts.ends() == null ? Boundedness.CONTINUOUS_UNBOUNDED : Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<RowBatch<T>, KafkaPartitionSplit> createReader(SourceReaderContext context) {
    Configuration configuration = new Configuration();
    properties
        .stringPropertyNames()
        .forEach(name -> configuration.setString(name, properties.getProperty(name)));
    KafkaSourceReaderMetrics metrics = new KafkaSourceReaderMetrics(context.metricGroup());
    FutureCompletingBlockingQueue<RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>>> queue =
        new FutureCompletingBlockingQueue<>();
    return new KafkaSourceReader<>(
        queue,
        new KafkaSourceFetcherManager(
            queue, () -> new PolledPartitions(properties, context, metrics), finished -> {}),
        rows.emitter(),
        configuration,
        context,
        metrics);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return new KafkaPartitionSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return new KafkaSourceEnumStateSerializer();
  }

  @Override
  public TypeInformation<RowBatch<T>> getProducedType() {
    return rows.type();
  }
}
