package dev.flinkjobs.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How long after a row was due in a topic the result that it completes is there to read in another.
 * Rows come at an even rate, whatever becomes of those before, and their time is the second in
 * which they are due.
 */
public final class KafkaLatency {
  private static final int KEYS = 8;
  private static final int PARTITIONS = 2;
  private static final double PER_MILLI = 1e6;

  /** In seconds. */
  private static final int WINDOW = 5;

  private static final int MAX_DELAY = 1;

  private static final LocalDateTime FIRST = LocalDateTime.of(2024, 1, 1, 9, 0);
  private static final DateTimeFormatter TIMES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  /** The start of a window in ours; peers begin with its last millisecond. */
  private static final Pattern WINDOW_START = Pattern.compile("\"window_start\":\"([^\"]*)\"");

  /** For how long nothing may come before the rest is given up. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final boolean isOfWindows;
  private final int perSecond;
  private final int seconds;
  private final int warmUpSeconds;

  /** How many totals of each key have come. */
  private final long[] totals = new long[KEYS];

  KafkaLatency(boolean isOfWindows, int perSecond, int seconds, int warmUpSeconds) {
    this.isOfWindows = isOfWindows;
    this.perSecond = perSecond;
    this.seconds = seconds;
    this.warmUpSeconds = warmUpSeconds;
  }

  /**
   * Prints one line of a table in Markdown.
   *
   * @param args {@code totals} or {@code windows}; the broker; the topic of rows; the topic of
   *     results; {@code read_committed} or {@code read_uncommitted}; rows a second; for how many
   *     seconds; how many seconds before that are not counted
   */
  public static void main(String[] args) throws Exception {
    KafkaLatency latency =
        new KafkaLatency(
            args[0].equals("windows"),
            Integer.parseInt(args[5]),
            Integer.parseInt(args[6]),
            Integer.parseInt(args[7]));
    System.out.println(latency.measure(args[1], args[2], args[3], args[4]));
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
      sender.setDaemon(true);
      sender.start();
      return line(read(consumer, begin));
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

  /** How many results come: windows that no row completes do not. */
  int results() {
    return isOfWindows ? KEYS * ((warmUpSeconds + seconds - 1 - MAX_DELAY) / WINDOW) : rows();
  }

  /** When a row is due. */
  private long due(long begin, long row) {
    return begin + row * TimeUnit.SECONDS.toNanos(1) / perSecond;
  }

  private void send(KafkaProducer<byte[], byte[]> producer, String topic, long begin) {
    byte[][] values = new byte[KEYS][];
    for (int row = 0; row < rows(); row++) {
      if (row % perSecond == 0) {
        String time = FIRST.plusSeconds(row / perSecond).format(TIMES);
        for (int key = 0; key < KEYS; key++) {
          values[key] = ("1," + time + ",C1,T" + key + ",1.25,USD,X,1,n").getBytes(UTF_8);
        }
      }
      while (System.nanoTime() < due(begin, row)) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
      int key = row % KEYS;
      var unused = producer.send(new ProducerRecord<>(topic, key % PARTITIONS, null, values[key]));
    }
    producer.flush();
  }

  /** Sorted, of results that were counted, in nanoseconds. */
  private long[] read(KafkaConsumer<byte[], byte[]> consumer, long begin) {
    long[] latencies = new long[results()];
    int come = 0;
    int counted = 0;
    long heard = System.nanoTime();
    while (come < latencies.length && System.nanoTime() - heard < PATIENCE_NANOS) {
      for (ConsumerRecord<byte[], byte[]> result : consumer.poll(Duration.ofMillis(100))) {
        long row = rowOf(new String(result.value(), UTF_8));
        heard = System.nanoTime();
        come++;
        if (row >= (long) perSecond * warmUpSeconds) {
          latencies[counted++] = heard - due(begin, row);
        }
      }
    }
    if (come < latencies.length) {
      throw new IllegalStateException(
          latencies.length - come + " results of " + latencies.length + " did not come");
    }
    long[] sorted = Arrays.copyOf(latencies, counted);
    Arrays.sort(sorted);
    return sorted;
  }

  /** The row that completed the result that comes next, from 0. */
  long rowOf(String result) {
    if (isOfWindows) {
      return (long) perSecond * (windowEnd(result) + MAX_DELAY);
    }
    // The rows of a key are in one partition, and so are its totals, so that the nth is that of
    // the nth row, whatever it says.
    int key = result.charAt(result.indexOf('T') + 1) - '0';
    return totals[key]++ * KEYS + key;
  }

  /** In seconds behind the first. */
  private static long windowEnd(String result) {
    Matcher ours = WINDOW_START.matcher(result);
    long start =
        ours.find()
            ? OffsetDateTime.parse(ours.group(1)).toEpochSecond()
            : TimeUnit.MILLISECONDS.toSeconds(
                Long.parseLong(result.substring(0, result.indexOf(','))));
    return (start - FIRST.toEpochSecond(ZoneOffset.UTC)) / WINDOW * WINDOW + WINDOW;
  }

  private String line(long[] sorted) {
    return String.format(
        Locale.ROOT,
        "%,d | %,d | %.0f | %.0f | %.0f | %.0f | %.1f",
        perSecond,
        sorted.length,
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
