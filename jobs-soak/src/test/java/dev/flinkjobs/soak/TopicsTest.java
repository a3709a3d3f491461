package dev.flinkjobs.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.KafkaBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopicsTest {
  @RegisterExtension private static final KafkaBroker BROKER = new KafkaBroker();

  @Test
  void whatIsFedIsThereOnceInItsPartitionAndInItsOrder() throws Exception {
    List<Workload> workloads =
        List.of(new TotalsWorkload(new Chance(7)), new RoutesWorkload(new Chance(7)));
    try (Topics topics = new Topics(BROKER.servers())) {
      topics.create(workloads.stream().map(Workload::input).toList(), Workload.PARTITIONS);
      try (Feed feed = Feed.start(BROKER.servers(), workloads, 1001, 100_000)) {
        feed.allow(1001);
        feed.awaitFed(1001);
        feed.awaitWritten();
      }
      for (Workload workload : workloads) {
        List<String> expected = new ArrayList<>();
        long[] shares = Feed.shares(workloads, workload, 1001);
        for (int partition = 0; partition < shares.length; partition++) {
          for (long sequence = 0; sequence < shares[partition]; sequence++) {
            expected.add(workload.record(partition, sequence));
          }
        }
        List<String> read = new ArrayList<>();
        topics.readCommitted(workload.input(), (place, value) -> read.add(value));
        assertThat(read).isEqualTo(expected);
      }
    }
  }

  @Test
  void anOpenTransactionIsFoundAndHowFarReadersGet() throws Exception {
    BROKER.createTopic("torn", 1);
    Findings findings = new Findings();
    try (Topics topics = new Topics(BROKER.servers());
        KafkaProducer<String, String> producer = producer("half")) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, "torn", "committed");
      producer.commitTransaction();
      topics.checkNoneOpen(List.of("torn"), findings);
      assertThat(findings.told()).isEmpty();

      producer.beginTransaction();
      send(producer, "torn", "open");
      producer.flush();
      topics.checkNoneOpen(List.of("torn"), findings);
      assertThat(findings.told())
          .hasSize(2)
          .anyMatch(told -> told.startsWith("open: transaction half of producer"))
          .contains("open: torn-0: readers of commits see 2 of 3 offsets");
      producer.abortTransaction();
    }
  }

  @Test
  void whatWasAbortedIsCountedAndNotRead() throws Exception {
    BROKER.createTopic("aborted", 1);
    try (Topics topics = new Topics(BROKER.servers());
        KafkaProducer<String, String> producer = producer("aborting")) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, "aborted", "given up");
      producer.flush();
      producer.abortTransaction();
      producer.beginTransaction();
      send(producer, "aborted", "kept");
      producer.commitTransaction();
      List<String> read = new ArrayList<>();
      topics.readCommitted("aborted", (place, value) -> read.add(place + " " + value));
      assertThat(read).containsExactly("aborted-0@2 kept");
      assertThat(topics.aborted("aborted")).isEqualTo(1);
    }
  }

  private static void send(KafkaProducer<String, String> producer, String topic, String value)
      throws Exception {
    producer.send(new ProducerRecord<>(topic, value)).get();
  }

  private static KafkaProducer<String, String> producer(String transactions) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", BROKER.servers());
    properties.setProperty("transactional.id", transactions);
    return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
  }
}
