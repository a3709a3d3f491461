package dev.flinkjobs.connectors.kafka;

import dev.flinkjobs.output.RowTarget;
import dev.flinkjobs.run.ExitCode;
import dev.flinkjobs.run.JobFailedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends each row as the value of a record without a key. */
final class KafkaRowTarget implements RowTarget {

  private final Topic topic;
  private @Nullable KafkaProducer<byte[], byte[]> producer;
  private long unsent;

  /** Set by the producer's thread. */
  private volatile @Nullable Exception failure;

  KafkaRowTarget(Topic topic) {
    this.topic = topic;
  }

  @Override
  public void send(byte[] row) {
    if (producer == null) {
      producer =
          new KafkaProducer<>(
              topic.producerProperties(), new ByteArraySerializer(), new ByteArraySerializer());
    }
    var unused =
        producer.send(
            new ProducerRecord<>(topic.name(), row),
            (sent, failed) -> {
              if (failed != null) {
                failure = failed;
              }
            });
    unsent += row.length;
    if (unsent >= Topic.MAX_UNSENT) {
      producer.flush();
      unsent = 0;
    }
    failIfLost();
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close();
      failIfLost();
    }
  }

  private void failIfLost() {
    Exception lost = failure;
    if (lost != null) {
      throw new JobFailedException(
          ExitCode.FAILED,
          "--to "
              + topic
              + ": a row could not be sent, and others may be missing; run it again"
              + topic.cause(lost),
          lost);
    }
  }
}
