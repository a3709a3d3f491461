package dev.flinkjobs.connectors.kafka;

import dev.flinkjobs.connectors.kafka.Brokers.Unreachable;
import dev.flinkjobs.record.Message;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.source.enumerator.subscriber.KafkaSubscriber;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The partitions of a topic. Offsets belong to a topic's id and not to its name, so one that was
 * deleted, or made again since the client saw it, ends the job for good.
 */
record TopicSubscriber(String option, Topic topic, TopicFacts facts) implements KafkaSubscriber {

  @Override
  public Set<TopicPartition> getSubscribedTopicPartitions(AdminClient admin) {
    try (Brokers brokers = new Brokers(topic)) {
      return partitions(brokers);
    } catch (Unreachable why) {
      throw new FlinkRuntimeException(
          new IOException(option + " " + topic + ": " + why.getMessage()));
    }
  }

  /** Whether the topic is still there; fails if it is not. Unknown is no failure. */
  boolean check() {
    try (Brokers brokers = new Brokers(topic)) {
      partitions(brokers);
      return true;
    } catch (Unreachable unknown) {
      return false;
    }
  }

  private Set<TopicPartition> partitions(Brokers brokers) throws Unreachable {
    TopicDescription now;
    try {
      now = brokers.describe();
    } catch (Unreachable why) {
      if (why.getCause() instanceof UnknownTopicOrPartitionException) {
        throw gone("was deleted");
      }
      throw why;
    }
    if (!facts.id().isEmpty() && !facts.id().equals(now.topicId().toString())) {
      throw gone("was deleted and made again");
    }
    return now.partitions().stream()
        .map(info -> new TopicPartition(topic.name(), info.partition()))
        .filter(each -> facts.ends() == null || facts.ends().containsKey(each.partition()))
        .collect(Collectors.toSet());
  }

  private SuppressRestartsException gone(String how) {
    return new SuppressRestartsException(
        new IOException(
            Message.of(
                "%s %s: the topic %s while the job read it, so that its offsets mean nothing any"
                    + " more; begin anew, without the state of this job",
                option, topic, how)));
  }
}
