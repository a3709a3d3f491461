package dev.flinkjobs.soak;

import dev.flinkjobs.soak.Findings.Fault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;

/** Running totals, every one of them, from Kafka to Kafka, and the rows that are rejected. */
final class TotalsWorkload extends Workload {
  private static final String TOTALS = "soak-totals";
  private static final String REJECTED = "soak-rejected";
  private static final int KEYS = 10;
  private static final int RECORDS_TO_ONE_BAD = 500;

  TotalsWorkload(Chance chance) {
    super(
        "transaction-totals",
        "jobs-transactions.jar",
        "dev.flinkjobs.transactions.TransactionTotalsJob",
        chance);
  }

  @Override
  List<String> topics() {
    return List.of(TOTALS, REJECTED);
  }

  /** No key is in two partitions, so that its records have one order. */
  private String key(int partition, long sequence) {
    return partition + "-" + chance.below(KEYS, partition, sequence, 0);
  }

  private long cents(int partition, long sequence) {
    return chance.below(150_000, partition, sequence, 1) - 50_000L;
  }

  @Override
  boolean isBad(int partition, long sequence) {
    return chance.below(RECORDS_TO_ONE_BAD, partition, sequence, 2) == 0;
  }

  private String id(int partition, long sequence) {
    return chance.id(partition, sequence, amount(partition, sequence));
  }

  private String amount(int partition, long sequence) {
    return BigDecimal.valueOf(cents(partition, sequence), 2).toPlainString();
  }

  @Override
  String record(int partition, long sequence) {
    String amount = amount(partition, sequence);
    return "{\"transaction_id\":\""
        + id(partition, sequence)
        + "\",\"transaction_type\":\""
        + key(partition, sequence)
        + "\",\"amount\":"
        + (isBad(partition, sequence) ? "\"" + amount + " KRW\"" : amount)
        + "}";
  }

  @Override
  List<String> options(Places places) {
    return List.of("--output", places.uri(TOTALS), "--rejected", places.uri(REJECTED));
  }

  @Override
  long check(Places places, long[] fed, Findings findings) throws Exception {
    Check check = new Check(fed, findings);
    long read =
        places
            .topics()
            .readCommitted(TOTALS, (place, value) -> check.total(place, Json.parse(value)));
    places
        .topics()
        .readCommitted(REJECTED, (place, value) -> check.rejected(place, Json.parse(value)));
    check.end();
    return read;
  }

  @Override
  long aborted(Places places) throws Exception {
    return places.topics().aborted(TOTALS);
  }

  /** Compares results with the sums of what was fed. */
  final class Check {
    private final Map<String, List<Long>> sums = new HashMap<>();
    private final Map<String, Sequence> sequences = new HashMap<>();
    private final Set<String> toReject = new HashSet<>();
    private final Set<String> rejected = new HashSet<>();
    private final Findings findings;

    Check(long[] fed, Findings findings) {
      this.findings = findings;
      for (int partition = 0; partition < fed.length; partition++) {
        for (long sequence = 0; sequence < fed[partition]; sequence++) {
          if (isBad(partition, sequence)) {
            toReject.add(id(partition, sequence));
          } else {
            List<Long> ofKey =
                sums.computeIfAbsent(key(partition, sequence), key -> new ArrayList<>());
            long before = ofKey.isEmpty() ? 0 : ofKey.get(ofKey.size() - 1);
            ofKey.add(before + cents(partition, sequence));
          }
        }
      }
      sums.keySet().forEach(key -> sequences.put(key, new Sequence("total of " + key, findings)));
    }

    void total(String place, JsonNode result) {
      String key = result.path("transaction_type").asText();
      long count = result.path("count").asLong();
      List<Long> expected = sums.getOrDefault(key, List.of());
      Sequence sequence = sequences.get(key);
      if (sequence == null || count < 1 || count > expected.size()) {
        findings.add(Fault.WRONG, place + ": nothing that was fed comes to " + result);
        return;
      }
      sequence.accept(count, place);
      BigDecimal sum = BigDecimal.valueOf(expected.get((int) count - 1), 2);
      if (result.path("total").decimalValue().compareTo(sum) != 0) {
        findings.add(
            Fault.WRONG,
            place
                + ": total of "
                + key
                + " "
                + count
                + " is "
                + result.path("total").asText()
                + " and not "
                + sum);
      }
    }

    void rejected(String place, JsonNode result) {
      String id = Json.parse(result.path("raw").asText()).path("transaction_id").asText();
      if (!toReject.contains(id)) {
        findings.add(Fault.WRONG, place + ": rejected without need: " + result);
      } else if (!rejected.add(id)) {
        findings.add(Fault.DUPLICATED, place + ": rejected record " + id + " comes again");
      }
    }

    void end() {
      sequences.forEach((key, sequence) -> sequence.end(sums.getOrDefault(key, List.of()).size()));
      toReject.stream()
          .filter(id -> !rejected.contains(id))
          .forEach(id -> findings.add(Fault.LOST, "rejected record " + id));
    }
  }
}
