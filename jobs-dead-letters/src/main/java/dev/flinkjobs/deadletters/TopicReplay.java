package dev.flinkjobs.deadletters;

import dev.flinkjobs.connectors.kafka.TopicClient;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Sends rows of dead letters to a topic, in one transaction, each with its id in a header. Those
 * whose id is in the topic are not sent again.
 */
final class TopicReplay implements Replay {
  private static final String LETTER_ID = "letter-id";

  private final TopicClient topic;
  private final TopicClient.Transaction transaction;
  private final Set<String> sent = new HashSet<>();

  TopicReplay(TopicClient topic) {
    this.topic = topic;
    // First, so that another replay that is still under way is fenced, and what it sent, gone.
    transaction = topic.begin("dead-letters-" + topic.name());
    topic.read(
        record -> {
          for (Header id : record.headers().headers(LETTER_ID)) {
            sent.add(new String(id.value(), StandardCharsets.UTF_8));
          }
        });
  }

  @Override
  public boolean add(DeadLetter letter) {
    if (!sent.add(letter.id())) {
      return false;
    }
    ProducerRecord<byte[], byte[]> row = new ProducerRecord<>(topic.name(), letter.row());
    row.headers().add(LETTER_ID, letter.id().getBytes(StandardCharsets.UTF_8));
    transaction.send(row);
    return true;
  }

  @Override
  public void commit() {
    transaction.commit();
  }

  @Override
  public void close() {
    transaction.close();
  }
}
