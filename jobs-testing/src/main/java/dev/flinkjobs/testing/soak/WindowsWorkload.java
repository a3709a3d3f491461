package dev.flinkjobs.testing.soak;

import dev.flinkjobs.testing.soak.Findings.Fault;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;

/**
 * Averages over windows, and revisions of them for rows that come late, from Kafka to Kafka: each
 * window's revisions in their order, the last one exact.
 */
final class WindowsWorkload extends Workload {
  private static final String WINDOWS = "soak-windows";
  private static final long START = Instant.parse("2024-05-11T10:00:00Z").toEpochMilli();
  private static final int SIZE_MILLIS = 5000;
  private static final int STEP_MILLIS = 20;
  private static final int KEYS = 5;

  /** One record in so many is of an earlier time, and too late for the first result. */
  private static final int RECORDS_TO_ONE_LATE = 50;

  private static final int LATE_MILLIS = 20_000;

  WindowsWorkload(Chance chance) {
    super("window-averages", "jobs-windows.jar", "dev.flinkjobs.windows.WindowAveragesJob", chance);
  }

  @Override
  List<String> topics() {
    return List.of(WINDOWS);
  }

  private String key(int partition, long sequence) {
    return partition + "-" + chance.below(KEYS, partition, sequence, 0);
  }

  private long cents(int partition, long sequence) {
    return chance.below(150_000, partition, sequence, 1) - 50_000;
  }

  private long time(int partition, long sequence) {
    boolean late = chance.below(RECORDS_TO_ONE_LATE, partition, sequence, 2) == 0;
    long back = late ? chance.below(LATE_MILLIS, partition, sequence, 3) : 0;
    return START + Math.max(0, sequence * STEP_MILLIS - back);
  }

  @Override
  String record(int partition, long sequence) {
    String amount = BigDecimal.valueOf(cents(partition, sequence), 2).toPlainString();
    return "{\"transaction_id\":\""
        + key(partition, sequence)
        + "\",\"timestamp\":\""
        + Instant.ofEpochMilli(time(partition, sequence))
        + "\",\"amount\":"
        + amount
        + ",\"record\":\""
        + chance.id(partition, sequence, amount)
        + "\"}";
  }

  @Override
  List<String> options(Places places) {
    return List.of(
        "--output",
        places.uri(WINDOWS),
        "--window",
        "tumbling:" + SIZE_MILLIS + "ms",
        "--allowed-lateness",
        "1h",
        "--late",
        "discard");
  }

  @Override
  long check(Places places, long[] fed, Findings findings) throws Exception {
    Check check = new Check(fed, findings);
    long read =
        places
            .topics()
            .readCommitted(WINDOWS, (place, value) -> check.result(place, Json.parse(value)));
    check.end();
    return read;
  }

  @Override
  long aborted(Places places) throws Exception {
    return places.topics().aborted(WINDOWS);
  }

  /** The window of a key. */
  private record Window(String key, long start) {
    @Override
    public String toString() {
      return key + " at " + Instant.ofEpochMilli(start);
    }
  }

  /** What a window has to come to. */
  private record Content(long cents, long count) {
    Content plus(Content more) {
      return new Content(cents + more.cents, count + more.count);
    }
  }

  /** Compares results with what the records of each window come to. */
  final class Check {
    private final Map<Window, Content> expected = new HashMap<>();
    private final Map<Window, Sequence> revisions = new HashMap<>();
    private final Map<Window, JsonNode> last = new HashMap<>();
    private final Findings findings;

    Check(long[] fed, Findings findings) {
      this.findings = findings;
      for (int partition = 0; partition < fed.length; partition++) {
        for (long sequence = 0; sequence < fed[partition]; sequence++) {
          long time = time(partition, sequence);
          expected.merge(
              new Window(key(partition, sequence), time - time % SIZE_MILLIS),
              new Content(cents(partition, sequence), 1),
              Content::plus);
        }
      }
    }

    void result(String place, JsonNode result) {
      long start = Instant.parse(result.path("window_start").asText()).toEpochMilli();
      Window window = new Window(result.path("transaction_id").asText(), start);
      if (!expected.containsKey(window)) {
        findings.add(Fault.WRONG, place + ": nothing that was fed comes to " + result);
        return;
      }
      revisions
          .computeIfAbsent(window, each -> new Sequence("revision of " + each, findings))
          .accept(result.path("revision").asLong(), place);
      last.merge(
          window,
          result,
          (one, other) ->
              one.path("revision").asLong() > other.path("revision").asLong() ? one : other);
    }

    void end() {
      expected.forEach(
          (window, content) -> {
            JsonNode result = last.get(window);
            Sequence sequence = revisions.get(window);
            if (result == null || sequence == null) {
              findings.add(Fault.LOST, "window of " + window);
              return;
            }
            sequence.end(sequence.last());
            compare(window, content, result);
          });
    }

    private void compare(Window window, Content content, JsonNode result) {
      BigDecimal sum = BigDecimal.valueOf(content.cents, 2);
      BigDecimal average = result.path("average").decimalValue();
      if (result.path("count").asLong() != content.count
          || result.path("sum").decimalValue().compareTo(sum) != 0
          || average.compareTo(
                  sum.divide(
                      BigDecimal.valueOf(content.count), average.scale(), RoundingMode.HALF_UP))
              != 0) {
        findings.add(
            Fault.WRONG,
            "the last revision of "
                + window
                + " has not "
                + sum
                + " of "
                + content.count
                + ": "
                + result);
      }
    }
  }
}
