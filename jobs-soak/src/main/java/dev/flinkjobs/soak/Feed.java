package dev.flinkjobs.soak;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes all records, in turn to each job's topic and its partitions, at an even pace. Each is
 * there once, whatever happens to the broker: the producer numbers what it sends.
 */
final class Feed implements AutoCloseable {
  private static final long PATIENCE_MILLIS = TimeUnit.MINUTES.toMillis(10);

  /** The pace is looked at after so many records. */
  private static final int STEP = 200;

  private final List<Workload> workloads;
  private final long records;
  private final long perSecond;
  private final KafkaProducer<String, String> producer;
  private final Thread thread = new Thread(this::run, "feed");

  private long allowed;
  private long fed;
  private @Nullable Exception failure;

  private Feed(String servers, List<Workload> workloads, long records, long perSecond) {
    this.workloads = List.copyOf(workloads);
    this.records = records;
    this.perSecond = perSecond;
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", servers);
    properties.setProperty("acks", "all");
    properties.setProperty("enable.idempotence", "true");
    // A partition that is new has no numbers yet: where the first of two batches is refused, since
    // nobody leads the partition so far, and the second is taken, the first would be refused for
    // good.
    properties.setProperty("max.in.flight.requests.per.connection", "1");
    properties.setProperty("linger.ms", "20");
    properties.setProperty("max.block.ms", String.valueOf(PATIENCE_MILLIS));
    properties.setProperty("delivery.timeout.ms", String.valueOf(PATIENCE_MILLIS));
    this.producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
  }

  /**
   * Begins to write, though nothing before {@link #allow}.
   *
   * @param records for all jobs together
   */
  static Feed start(String servers, List<Workload> workloads, long records, long perSecond) {
    Feed feed = new Feed(servers, workloads, records, perSecond);
    feed.thread.setDaemon(true);
    feed.thread.start();
    return feed;
  }

  /** How many records go to each partition of a job's topic, in the end. */
  static long[] shares(List<Workload> workloads, Workload of, long records) {
    long share = (records + workloads.size() - 1 - workloads.indexOf(of)) / workloads.size();
    long[] shares = new long[Workload.PARTITIONS];
    for (int partition = 0; partition < shares.length; partition++) {
      shares[partition] = (share + shares.length - 1 - partition) / shares.length;
    }
    return shares;
  }

  private void run() {
    try {
      while (fed() < records) {
        awaitTurn();
        long to = Math.min(fed() + STEP, records);
        for (long n = fed(); n < to; n++) {
          send(n);
        }
        done(to);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failed) {
      fail(failed);
    }
  }

  private void send(long n) {
    Workload workload = workloads.get((int) (n % workloads.size()));
    long ofWorkload = n / workloads.size();
    int partition = (int) (ofWorkload % Workload.PARTITIONS);
    String record = workload.record(partition, ofWorkload / Workload.PARTITIONS);
    var unused =
        producer.send(
            new ProducerRecord<>(workload.input(), partition, null, record),
            (metadata, failed) -> {
              if (failed != null) {
                fail(failed);
              }
            });
  }

  private synchronized void awaitTurn() throws InterruptedException {
    TimeUnit.NANOSECONDS.timedWait(this, TimeUnit.SECONDS.toNanos(1) * STEP / perSecond);
    while (fed >= allowed) {
      wait();
    }
  }

  private synchronized long fed() {
    return fed;
  }

  private synchronized void done(long now) {
    fed = now;
    notifyAll();
  }

  private synchronized void fail(Exception failed) {
    failure = failed;
    notifyAll();
  }

  /** Lets it go on up to this number of records. */
  synchronized void allow(long upTo) {
    allowed = upTo;
    notifyAll();
  }

  /** Waits until so many records are written. */
  synchronized void awaitFed(long count) throws InterruptedException {
    while (fed < Math.min(count, records)) {
      if (failure != null) {
        throw new IllegalStateException("the input cannot be written", failure);
      }
      wait();
    }
  }

  /** Waits until the broker has all of it. */
  void awaitWritten() {
    producer.flush();
  }

  @Override
  public void close() {
    thread.interrupt();
    producer.close(Duration.ZERO);
  }
}
