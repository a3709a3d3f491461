package dev.flinkjobs.soak;

import dev.flinkjobs.soak.Findings.Fault;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Averages over windows from Kafka to PostgreSQL. Rows that come late make many a window have
 * several revisions, of which the last has to stay, whoever writes an older one once more.
 */
final class WindowsWorkload extends Workload {
  private static final String TABLE = "soak_windows";
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
    return List.of();
  }

  private String key(int partition, long sequence) {
    return partition + "-" + chance.below(KEYS, partition, sequence, 0);
  }

  private long cents(int partition, long sequence) {
    return chance.below(150_000, partition, sequence, 1) - 50_000L;
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
        places.postgres().uri(TABLE),
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
    places
        .postgres()
        .read(
            "SELECT transaction_id, window_start, average, sum, count FROM " + TABLE,
            row ->
                check.result(
                    new Window(row.getString(1), row.getTimestamp(2).getTime()),
                    new Content(row.getBigDecimal(4), row.getLong(5)),
                    row.getBigDecimal(3)));
    check.end();
    return check.seen.size();
  }

  @Override
  long aborted(Places places) throws Exception {
    long[] revised = new long[1];
    places
        .postgres()
        .read(
            "SELECT coalesce(sum(revision - 1), 0) FROM " + TABLE,
            row -> revised[0] = row.getLong(1));
    return revised[0];
  }

  @Override
  String abortedAs() {
    return "were replaced by later revisions";
  }

  /**
   * The window of a key.
   *
   * @param start in milliseconds since 1970-01-01T00:00:00Z
   */
  record Window(String key, long start) {
    @Override
    public String toString() {
      return key + " at " + Instant.ofEpochMilli(start);
    }
  }

  /** What a window comes to. */
  record Content(BigDecimal sum, long count) {
    Content plus(Content more) {
      return new Content(sum.add(more.sum), count + more.count);
    }
  }

  /** Compares results with what the records of each window come to. */
  final class Check {
    private final Map<Window, Content> expected = new HashMap<>();
    private final Set<Window> seen = new HashSet<>();
    private final Findings findings;

    Check(long[] fed, Findings findings) {
      this.findings = findings;
      for (int partition = 0; partition < fed.length; partition++) {
        for (long sequence = 0; sequence < fed[partition]; sequence++) {
          long time = time(partition, sequence);
          expected.merge(
              new Window(key(partition, sequence), time - time % SIZE_MILLIS),
              new Content(BigDecimal.valueOf(cents(partition, sequence), 2), 1),
              Content::plus);
        }
      }
    }

    void result(Window window, Content result, BigDecimal average) {
      Content content = expected.get(window);
      if (content == null) {
        findings.add(Fault.WRONG, "nothing that was fed is in the window of " + window);
        return;
      }
      if (!seen.add(window)) {
        findings.add(Fault.DUPLICATED, "window of " + window + " comes again");
      }
      if (result.count != content.count) {
        findings.add(
            result.count < content.count ? Fault.LOST : Fault.DUPLICATED,
            Math.abs(content.count - result.count),
            "window of " + window + " has " + result.count + " rows of " + content.count);
      } else if (result.sum.compareTo(content.sum) != 0
          || average.compareTo(
                  content.sum.divide(
                      BigDecimal.valueOf(content.count), average.scale(), RoundingMode.HALF_UP))
              != 0) {
        findings.add(
            Fault.WRONG,
            "window of "
                + window
                + " has "
                + result.sum
                + " and average "
                + average
                + ", and not "
                + content.sum
                + " of "
                + content.count);
      }
    }

    void end() {
      expected.keySet().stream()
          .filter(window -> !seen.contains(window))
          .forEach(window -> findings.add(Fault.LOST, "window of " + window));
    }
  }
}
