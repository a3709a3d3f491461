package dev.flinkjobs.testing.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.soak.Findings.Fault;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WindowsWorkloadTest {
  private static final long[] FED = {1500, 1500};

  private final Findings findings = new Findings();
  private final WindowsWorkload workload = new WindowsWorkload(new Chance(7));

  /** Two revisions of each window: one without its last row, if it has several, and one with it. */
  private final List<String> results = new ArrayList<>();

  @BeforeEach
  void run() {
    Map<String, List<BigDecimal>> windows = new LinkedHashMap<>();
    for (int partition = 0; partition < FED.length; partition++) {
      for (long sequence = 0; sequence < FED[partition]; sequence++) {
        JsonNode row = Json.parse(workload.record(partition, sequence));
        Instant time = Instant.parse(row.path("timestamp").asText());
        Instant start =
            time.truncatedTo(ChronoUnit.SECONDS).minusSeconds(time.getEpochSecond() % 5);
        windows
            .computeIfAbsent(
                row.path("transaction_id").asText() + " " + start, w -> new ArrayList<>())
            .add(row.path("amount").decimalValue());
      }
    }
    windows.forEach(
        (window, amounts) -> {
          long revision = 1;
          if (amounts.size() > 1) {
            results.add(result(window, amounts.subList(0, amounts.size() - 1), revision));
            revision++;
          }
          results.add(result(window, amounts, revision));
        });
  }

  private static String result(String window, List<BigDecimal> amounts, long revision) {
    BigDecimal sum = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal average = sum.divide(BigDecimal.valueOf(amounts.size()), 6, RoundingMode.HALF_UP);
    String[] keyAndStart = window.split(" ", -1);
    return "{\"transaction_id\":\"%s\",\"window_start\":\"%s\",\"average\":%s,\"sum\":%s,\"count\":%d,\"revision\":%d}"
        .formatted(keyAndStart[0], keyAndStart[1], average, sum, amounts.size(), revision);
  }

  private void check() {
    WindowsWorkload.Check check = workload.new Check(FED, findings);
    for (int i = 0; i < results.size(); i++) {
      check.result("windows@" + i, Json.parse(results.get(i)));
    }
    check.end();
  }

  @Test
  void whatHasToComeIsClean() {
    check();
    assertThat(findings.told()).isEmpty();
  }

  @Test
  void aLostRevisionIsFound() {
    results.remove(0);
    check();
    assertThat(findings.told())
        .containsExactly("lost: revision of 0-%s at 2024-05-11T10:00:00Z 1".formatted(firstKey()));
  }

  @Test
  void aLostLastRevisionLeavesAnOlderOne() {
    results.remove(1);
    check();
    assertThat(findings.count(Fault.WRONG)).isEqualTo(1);
    assertThat(findings.told().get(0)).startsWith("wrong: the last revision of 0-" + firstKey());
  }

  @Test
  void aDuplicateIsFound() {
    results.add(results.get(0));
    check();
    assertThat(findings.count(Fault.DUPLICATED)).isEqualTo(1);
  }

  @Test
  void anOlderRevisionBehindANewerOneIsOutOfOrder() {
    results.add(results.remove(0));
    check();
    assertThat(findings.count(Fault.OUT_OF_ORDER)).isEqualTo(1);
    assertThat(findings.count(Fault.LOST)).isZero();
  }

  @Test
  void aWindowThatIsNotThereIsLost() {
    results.subList(0, 2).clear();
    check();
    assertThat(findings.told()).hasSize(1);
    assertThat(findings.told().get(0)).startsWith("lost: window of 0-" + firstKey());
  }

  private String firstKey() {
    return Json.parse(workload.record(0, 0)).path("transaction_id").asText().substring(2);
  }
}
