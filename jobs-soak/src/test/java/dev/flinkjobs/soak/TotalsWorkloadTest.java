package dev.flinkjobs.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.soak.Findings.Fault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a checker overlooks, nobody sees: so each fault is planted. */
class TotalsWorkloadTest {
  private static final long[] FED = {600, 600};

  private final Findings findings = new Findings();
  private final TotalsWorkload workload = new TotalsWorkload(new Chance(7));
  private final List<String> totals = new ArrayList<>();
  private final List<String> rejected = new ArrayList<>();

  /** What the job makes of the records, by a simple reading of them. */
  @BeforeEach
  void run() {
    Map<String, BigDecimal> sums = new HashMap<>();
    Map<String, Long> counts = new HashMap<>();
    for (int sequence = 0; sequence < FED[0]; sequence++) {
      for (int partition = 0; partition < FED.length; partition++) {
        String record = workload.record(partition, sequence);
        JsonNode row = Json.parse(record);
        if (row.path("amount").isNumber()) {
          String key = row.path("transaction_type").asText();
          sums.merge(key, row.path("amount").decimalValue(), BigDecimal::add);
          counts.merge(key, 1L, Long::sum);
          totals.add(total(key, String.valueOf(sums.get(key)), counts.getOrDefault(key, 0L)));
        } else {
          rejected.add("{\"raw\":\"" + record.replace("\"", "\\\"") + "\"}");
        }
      }
    }
  }

  private static String total(String key, String sum, long count) {
    return "{\"transaction_type\":\"" + key + "\",\"total\":" + sum + ",\"count\":" + count + "}";
  }

  private void check() {
    TotalsWorkload.Check check = workload.new Check(FED, findings);
    for (int i = 0; i < totals.size(); i++) {
      check.total("totals@" + i, Json.parse(totals.get(i)));
    }
    for (int i = 0; i < rejected.size(); i++) {
      check.rejected("rejected@" + i, Json.parse(rejected.get(i)));
    }
    check.end();
  }

  @Test
  void whatHasToComeIsClean() {
    check();
    assertThat(findings.told()).isEmpty();
    assertThat(rejected).isNotEmpty();
  }

  @Test
  void aLossIsFound() {
    String lost = totals.remove(500);
    check();
    assertThat(findings.told()).containsExactly("lost: total of " + numbered(lost));
  }

  @Test
  void aLossAtTheEndIsFound() {
    String lost = totals.remove(totals.size() - 1);
    check();
    assertThat(findings.told()).containsExactly("lost: total of " + numbered(lost));
  }

  @Test
  void aDuplicateIsFound() {
    totals.add(500, totals.get(300));
    check();
    assertThat(findings.told())
        .containsExactly(
            "duplicated: totals@500: total of " + numbered(totals.get(300)) + " comes again");
  }

  @Test
  void aSwapOfTwoTotalsOfAKeyIsFound() {
    List<Integer> ofKey = new ArrayList<>();
    for (int i = 0; i < totals.size(); i++) {
      if (totals.get(i).contains("\"0-3\"")) {
        ofKey.add(i);
      }
    }
    Collections.swap(totals, ofKey.get(9), ofKey.get(10));
    check();
    assertThat(findings.told())
        .containsExactly(
            "out of order: totals@" + ofKey.get(10) + ": total of 0-3 10 comes behind 11");
  }

  /** Of a checkpoint's results those in one partition are there, those in the other are not. */
  @Test
  void aTornTransactionIsFound() {
    List<String> torn = totals.subList(400, 600);
    int before = torn.size();
    torn.removeIf(total -> total.contains("\"1-"));
    int lost = before - torn.size();
    check();
    assertThat(findings.count(Fault.LOST)).isEqualTo(lost).isGreaterThan(50);
    assertThat(findings.told()).allMatch(told -> told.matches("lost: total of 1-\\d \\d+ to \\d+"));
  }

  @Test
  void aWrongSumIsFound() {
    totals.set(500, totals.get(500).replaceFirst("\"total\":[-0-9]+", "\"total\":777"));
    check();
    assertThat(findings.told()).hasSize(1);
    assertThat(findings.told().get(0)).startsWith("wrong: totals@500: total of ").contains("777");
  }

  @Test
  void whatNobodyFedIsFound() {
    totals.add(total("9-9", "1.00", 1));
    check();
    assertThat(findings.count(Fault.WRONG)).isEqualTo(1);
  }

  @Test
  void aRejectedRecordThatIsLostOrComesAgainIsFound() {
    String lost = rejected.remove(0);
    rejected.add(rejected.get(0));
    check();
    assertThat(findings.count(Fault.LOST)).isEqualTo(1);
    assertThat(findings.count(Fault.DUPLICATED)).isEqualTo(1);
    String id = Json.parse(Json.parse(lost).path("raw").asText()).path("transaction_id").asText();
    assertThat(findings.told()).contains("lost: rejected record " + id);
  }

  @Test
  void aLedgerIsThatOfWhatWasFed() {
    long read = FED[0] + FED[1];
    long bad = rejected.size();
    assertThat(ledgerFindings(read, read - bad, bad)).isEmpty();
    assertThat(ledgerFindings(read - 1, read - bad, bad)).hasSize(1);
    assertThat(ledgerFindings(read, read - bad + 1, bad)).hasSize(1);
    assertThat(ledgerFindings(read, read - bad, bad - 1))
        .singleElement()
        .asString()
        .startsWith("wrong: transaction-totals: the ledger is not that of 1200 records with ");
  }

  private List<String> ledgerFindings(long read, long accepted, long rejectedRows) {
    Findings found = new Findings();
    workload.checkLedger(
        Map.of("read", read, "accepted", accepted, "rejected.not a number", rejectedRows),
        FED,
        found);
    return found.told();
  }

  private static String numbered(String total) {
    JsonNode row = Json.parse(total);
    return row.path("transaction_type").asText() + " " + row.path("count").asText();
  }
}
