package dev.flinkjobs.connectors.kafka;

import dev.flinkjobs.record.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flink's sink, but a transaction that cannot be committed any more ends the job, unless it was
 * committed before the failure that the job comes back from. Flink's committer cannot tell these
 * apart: it writes a line to the log, drops the transaction, and goes on.
 */
final class LoudKafkaSink<T>
    implements Sink<T>,
        SupportsWriterState<T, KafkaWriterState>,
        SupportsCommitter<KafkaCommittable>,
        SupportsPostCommitTopology<KafkaCommittable> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(LoudKafkaSink.class);

  private final KafkaSink<T> sink;
  private final Topic topic;
  private final String transactions;

  /**
   * @param transactions what ids of transactions begin with
   */
  LoudKafkaSink(KafkaSink<T> sink, Topic topic, String transactions) {
    this.sink = sink;
    this.topic = topic;
    this.transactions = transactions;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    return sink.createWriter(context);
  }

  @Override
  public StatefulSinkWriter<T, KafkaWriterState> restoreWriter(
      WriterInitContext context, Collection<KafkaWriterState> recovered) {
    return sink.restoreWriter(context, recovered);
  }

  @Override
  public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
    return sink.getWriterStateSerializer();
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
    return new LoudCommitter(sink.createCommitter(context), topic, transactions);
  }

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return sink.getCommittableSerializer();
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committed) {
    sink.addPostCommitTopology(committed);
  }

  /** Fails where Flink's discards. */
  record LoudCommitter(Committer<KafkaCommittable> committer, Topic topic, String transactions)
      implements Committer<KafkaCommittable> {

    @Override
    public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
        throws IOException, InterruptedException {
      List<CommitRequest<KafkaCommittable>> loud = new ArrayList<>();
      requests.forEach(request -> loud.add(new LoudRequest(request, topic, transactions)));
      committer.commit(loud);
    }

    @Override
    public void close() throws IOException {
      try {
        committer.close();
      } catch (IOException | RuntimeException failed) {
        throw failed;
      } catch (Exception failed) {
        throw new IOException(failed);
      }
    }
  }

  private record LoudRequest(
      Committer.CommitRequest<KafkaCommittable> request, Topic topic, String transactions)
      implements Committer.CommitRequest<KafkaCommittable> {

    @Override
    public KafkaCommittable getCommittable() {
      return request.getCommittable();
    }

    @Override
    public int getNumberOfRetries() {
      return request.getNumberOfRetries();
    }

    /** What Flink knows the reason of, it discards: fenced, invalid, unknown to the broker. */
    @Override
    public void signalFailedWithKnownReason(Throwable reason) {
      KafkaCommittable transaction = getCommittable();
      String id = transaction.getTransactionalId();
      try (Brokers brokers = new Brokers(topic)) {
        if (brokers.isCommitted(id, transaction.getProducerId(), transaction.getEpoch())) {
          LOG.info("Transaction {} was committed before; nothing of it is lost", id);
          request.signalAlreadyCommitted();
          return;
        }
      } catch (Brokers.Unreachable untold) {
        request.signalFailedWithUnknownReason(untold);
        return;
      }
      throw new SuppressRestartsException(
          new IOException(
              Message.of(
                  "results of a checkpoint are lost: the transaction %s of %s with transactions=%s"
                      + " cannot be committed: another job writes with the same transactions name,"
                      + " or the job was away for longer than transaction-timeout; give it"
                      + " transactions=NAME or a longer transaction-timeout, and run it anew%s",
                  id, topic, transactions, topic.cause(reason))));
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable reason) {
      request.signalFailedWithUnknownReason(reason);
    }

    @Override
    public void retryLater() {
      request.retryLater();
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable committable) {
      request.updateAndRetryLater(committable);
    }

    @Override
    public void signalAlreadyCommitted() {
      request.signalAlreadyCommitted();
    }
  }
}
