package dev.flinkjobs.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.soak.Findings.Fault;
import dev.flinkjobs.soak.WindowsWorkload.Content;
import dev.flinkjobs.soak.WindowsWorkload.Window;
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
  private final WindowsWorkload.Check check = workload.new Check(FED, findings);

  /** What the job makes of the records, by a simple reading of them: the rows of each window. */
  private final Map<Window, List<BigDecimal>> windows = new LinkedHashMap<>();

  private Window first;

  @BeforeEach
  void run() {
    for (int partition = 0; partition < FED.length; partition++) {
      for (long sequence = 0; sequence < FED[partition]; sequence++) {
        JsonNode row = Json.parse(workload.record(partition, sequence));
        Instant time = Instant.parse(row.path("timestamp").asText());
        Instant start =
            time.truncatedTo(ChronoUnit.SECONDS).minusSeconds(time.getEpochSecond() % 5);
        windows
            .computeIfAbsent(
                new Window(row.path("transaction_id").asText(), start.toEpochMilli()),
                window -> new ArrayList<>())
            .add(row.path("amount").decimalValue());
      }
    }
    first = windows.keySet().iterator().next();
  }

  private void check() {
    windows.forEach(this::emit);
    check.end();
  }

  private void emit(Window window, List<BigDecimal> amounts) {
    BigDecimal sum = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    check.result(
        window,
        new Content(sum, amounts.size()),
        sum.divide(BigDecimal.valueOf(amounts.size()), 6, RoundingMode.HALF_UP));
  }

  @Test
  void whatHasToComeIsClean() {
    check();
    assertThat(findings.told()).isEmpty();
  }

  @Test
  void aWindowThatIsNotThereIsLost() {
    windows.remove(first);
    check();
    assertThat(findings.told()).containsExactly("lost: window of " + first);
  }

  @Test
  void anOlderRevisionHasLostItsLastRow() {
    List<BigDecimal> rows = windows.getOrDefault(first, List.of());
    int all = rows.size();
    rows.remove(all - 1);
    check();
    assertThat(findings.told())
        .containsExactly("lost: window of " + first + " has " + (all - 1) + " rows of " + all);
  }

  @Test
  void aRowThatIsCountedTwiceIsDuplicated() {
    List<BigDecimal> rows = windows.getOrDefault(first, List.of());
    int all = rows.size();
    rows.add(rows.get(0));
    check();
    assertThat(findings.told())
        .containsExactly(
            "duplicated: window of " + first + " has " + (all + 1) + " rows of " + all);
  }

  @Test
  void aWindowThatComesAgainIsDuplicated() {
    emit(first, windows.getOrDefault(first, List.of()));
    check();
    assertThat(findings.told()).containsExactly("duplicated: window of " + first + " comes again");
  }

  @Test
  void anotherRowInThePlaceOfOneIsWrong() {
    windows.getOrDefault(first, List.of()).set(0, new BigDecimal("77777.77"));
    check();
    assertThat(findings.count(Fault.WRONG)).isEqualTo(1);
    assertThat(findings.told().get(0)).startsWith("wrong: window of " + first + " has ");
  }
}
