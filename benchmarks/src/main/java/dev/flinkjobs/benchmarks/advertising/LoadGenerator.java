package dev.flinkjobs.benchmarks.advertising;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends events at an even rate to the partitions of a topic in turn. The time of an event is that
 * at which it was due: where the generator falls behind, results are late by as much, and nothing
 * is hidden.
 */
public final class LoadGenerator {
  private static final long SEED = 42;
  private static final long BREAK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  private final Load load;
  private final long start;
  private final long[][] views;
  private final AtomicLong behind = new AtomicLong();
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  private LoadGenerator(Load load, long start) {
    this.load = load;
    this.start = start;
    this.views = new long[load.windows()][Campaigns.COUNT];
  }

  /**
   * Runs it.
   *
   * @param args the broker; the topic; its partitions; events in a second; windows to fill;
   *     milliseconds of a window; milliseconds that contenders wait for late events; when to begin,
   *     in milliseconds since 1970-01-01T00:00:00Z; the file for what was {@link Sent}
   */
  public static void main(String[] args) throws Exception {
    Load load =
        new Load(
            Integer.parseInt(args[3]),
            Integer.parseInt(args[4]),
            Duration.ofMillis(Long.parseLong(args[5])),
            Duration.ofMillis(Long.parseLong(args[6])));
    send(args[0], args[1], Integer.parseInt(args[2]), load, Long.parseLong(args[7]))
        .write(Path.of(args[8]));
  }

  /** Returns when all is sent, and the broker has it. */
  static Sent send(String servers, String topic, int partitions, Load load, long start)
      throws IOException {
    return new LoadGenerator(load, start).send(servers, topic, partitions);
  }

  private Sent send(String servers, String topic, int partitions) throws IOException {
    AdEvents events = new AdEvents(SEED);
    long sent = 0;
    try (KafkaProducer<byte[], byte[]> producer = producer(servers)) {
      while (sent < load.events()) {
        long due = dueBy(System.currentTimeMillis());
        if (sent == due) {
          LockSupport.parkNanos(BREAK_NANOS);
        }
        while (sent < due) {
          long time = start + sent * 1000 / load.perSecond();
          byte[] event = events.next(time);
          count(events.viewedCampaign(), time);
          ProducerRecord<byte[], byte[]> record =
              new ProducerRecord<>(topic, (int) (sent % partitions), null, event);
          sent++;
          // To know of the last of many is enough, and costs little.
          var unused =
              sent == due
                  ? producer.send(record, (metadata, failed) -> arrived(time, failed))
                  : producer.send(record);
        }
      }
    }
    if (failure.get() != null) {
      throw new IOException("events cannot be sent", failure.get());
    }
    return new Sent(sent, behind.get(), views());
  }

  private long dueBy(long now) {
    return now < start ? 0 : Math.min((now - start) * load.perSecond() / 1000 + 1, load.events());
  }

  private void count(int campaign, long time) {
    long window = (time - start) / load.windowMillis();
    if (campaign >= 0 && window < load.windows()) {
      views[(int) window][campaign]++;
    }
  }

  private void arrived(long due, Exception failed) {
    if (failed != null) {
      failure.set(failed);
    } else if (due >= start + load.windowMillis()) {
      behind.accumulateAndGet(System.currentTimeMillis() - due, Math::max);
    }
  }

  private Map<CampaignWindow, Long> views() {
    Map<CampaignWindow, Long> all = new HashMap<>();
    for (int window = 0; window < load.windows(); window++) {
      for (int campaign = 0; campaign < Campaigns.COUNT; campaign++) {
        if (views[window][campaign] > 0) {
          all.put(
              new CampaignWindow(
                  Campaigns.campaignId(campaign), start + window * load.windowMillis()),
              views[window][campaign]);
        }
      }
    }
    return all;
  }

  /** Waits as long as it takes where the broker is slow, so that events are late and not lost. */
  private static KafkaProducer<byte[], byte[]> producer(String servers) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            servers,
            "batch.size",
            1 << 17,
            "linger.ms",
            5,
            "buffer.memory",
            1L << 26,
            "max.block.ms",
            Long.MAX_VALUE,
            "delivery.timeout.ms",
            Integer.MAX_VALUE),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
