package dev.flinkjobs.connectors.kafka;

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
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumerator;
import org.apache.flink.connector.kafka.source.enumerator.initializer.NoStoppingOffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;
import org.jspecify.annotations.Nullable;

/**
 * Flink's source of a topic, with an enumerator that ends the job when the topic is deleted, and
 * that ends a bounded input also when it was restored.
 */
final class TopicSource<T>
    implements Source<T, KafkaPartitionSplit, KafkaSourceEnumState>,
        ResultTypeQueryable<T>,
        LineageVertexProvider {
  private static final long serialVersionUID = 1L;

  /** How often to ask whether the topic is still there. */
  private static final Duration CHECK = Duration.ofSeconds(10);

  private static final KafkaSourceEnumState NOTHING = new KafkaSourceEnumState(Set.of(), false);

  private final KafkaSource<T> source;
  private final TopicSubscriber subscriber;
  private final Offsets start;
  private final TopicFacts facts;
  private final Properties properties;

  /**
   * @param properties of clients
   */
  TopicSource(
      KafkaSource<T> source,
      TopicSubscriber subscriber,
      Offsets start,
      TopicFacts facts,
      Properties properties) {
    this.source = source;
    this.subscriber = subscriber;
    this.start = start;
    this.facts = facts;
    this.properties = properties;
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
          enumeratorProperties(),
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

  private Properties enumeratorProperties() {
    Properties all = new Properties();
    all.putAll(properties);
    if (getBoundedness() == Boundedness.BOUNDED) {
      all.setProperty("partition.discovery.interval.ms", "-1");
    }
    return all;
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SourceReader<T, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    return source.createReader(context);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return source.getProducedType();
  }

  @Override
  public LineageVertex getLineageVertex() {
    return source.getLineageVertex();
  }
}
