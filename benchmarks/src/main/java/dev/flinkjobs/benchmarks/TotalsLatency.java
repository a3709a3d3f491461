package dev.flinkjobs.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How long after a row was due in a topic its total is there to read in another. Rows come at an
 * even rate, whatever becomes of those before. The rows of a key are in one partition, and so are
 * its totals, so that the nth total of a key is that of its nth row, whatever it says.
 */
public final class TotalsLatency {
  private static final int KEYS = 8;
  private static final int PARTITIONS = 2;
  private static final double PER_MILLI = 1e6;

  /** For how long nothing may come before the rest is given up. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final int perSecond;
  private final int seconds;
  private final int warmUpSeconds;

  private TotalsLatency(int perSecond, int seconds, int warmUpSeconds) {
    this.perSecond = perSecond;
    this.seconds = seconds;
    this.warmUpSeconds = warmUpSeconds;
  }

  /**
   * Prints one line of a table in Markdown.
   *
   * @param args the broker; the topic of rows; the topic of totals; {@code read_committed} or
   *     {@code read_uncommitted}; rows a second; for how many seconds; how many seconds before that
   *     are not counted
   */
  public static void main(String[] args) throws Exception {
    TotalsLatency latency =
        new TotalsLatency(
            Integer.parseInt(args[4]), Integer.parseInt(args[5]), Integer.parseInt(args[6]));
    System.out.println(latency.measure(args[0], args[1], args[2], args[3]));
  }

  private String measure(String servers, String from, String to, String isolation)
      throws Exception {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", servers);
    properties.setProperty("isolation.level", isolation);
    properties.setProperty("max.poll.records", "10000");
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        KafkaProducer<byte[], byte[]> producer = producer(servers)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(to).stream()
              .map(info -> new TopicPartition(to, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
      long begin = System.nanoTime();
      Thread sender = new Thread(() -> send(producer, from, begin), "sender");
      sender.start();
      String line = line(read(consumer, begin));
      sender.join();
      return line;
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(String servers) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", servers);
    properties.setProperty("batch.size", "65536");
    properties.setProperty("linger.ms", "2");
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private int rows() {
    return perSecond * (warmUpSeconds + seconds);
  }

  /** When a row is due. */
  private long due(long begin, long row) {
    return begin + row * TimeUnit.SECONDS.toNanos(1) / perSecond;
  }

  private void send(KafkaProducer<byte[], byte[]> producer, String topic, long begin) {
    byte[][] values = new byte[KEYS][];
    for (int key = 0; key < KEYS; key++) {
      values[key] = ("1,2024-01-01 09:00:00,C1,T" + key + ",1.25,USD,X,1,n").getBytes(UTF_8);
    }
    for (int row = 0; row < rows(); row++) {
      while (System.nanoTime() < due(begin, row)) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
      int key = row % KEYS;
      var unused = producer.send(new ProducerRecord<>(topic, key % PARTITIONS, null, values[key]));
    }
    producer.flush();
  }

  /** Sorted, of rows that were counted, in nanoseconds. */
  private long[] read(KafkaConsumer<byte[], byte[]> consumer, long begin) {
    long[] latencies = new long[rows()];
    long[] next = new long[KEYS];
    int left = rows();
    long heard = System.nanoTime();
    while (left > 0 && System.nanoTime() - heard < PATIENCE_NANOS) {
      for (ConsumerRecord<byte[], byte[]> total : consumer.poll(Duration.ofMillis(100))) {
        int key = key(total.value());
        long row = next[key] * KEYS + key;
        next[key]++;
        heard = System.nanoTime();
        latencies[(int) row] = heard - due(begin, row);
        left--;
      }
    }
    if (left > 0) {
      throw new IllegalStateException(left + " totals of " + rows() + " did not come");
    }
    long[] counted = Arrays.copyOfRange(latencies, perSecond * warmUpSeconds, rows());
    Arrays.sort(counted);
    return counted;
  }

  /** Of {@code T3,1.25} or {@code {"transaction_type":"T3",…}}. */
  private static int key(byte[] total) {
    int at = 0;
    while (total[at] != 'T') {
      at++;
    }
    return total[at + 1] - '0';
  }

  private String line(long[] sorted) {
    return String.format(
        Locale.ROOT,
        "%,d | %.0f | %.0f | %.0f | %.0f | %.1f",
        perSecond,
        percentile(sorted, 0.5),
        percentile(sorted, 0.99),
        percentile(sorted, 0.999),
        percentile(sorted, 1),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static double percentile(long[] sorted, double share) {
    return sorted[(int) Math.max(0, Math.ceil(sorted.length * share) - 1)] / PER_MILLI;
  }
}
