package dev.flinkjobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.ResultFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CountEmittedTest {
  private OneInputStreamOperatorTestHarness<String, String> harness;

  @BeforeEach
  void open() throws Exception {
    harness = new OneInputStreamOperatorTestHarness<>(new CountEmitted<>("totals", new Keyed()));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void resultsPassAsTheyAre() throws Exception {
    emit("a", "b");
    assertThat(harness.extractOutputValues()).containsExactly("a", "b");
  }

  @Test
  void theTallyLeavesBeforeTheBarrier() throws Exception {
    emit("a", "b");
    assertThat(tallies()).isEmpty();
    harness.prepareSnapshotPreBarrier(1);
    assertThat(tallies()).containsExactly(2L);
  }

  @Test
  void aResultIsTalliedOnce() throws Exception {
    emit("a");
    harness.prepareSnapshotPreBarrier(1);
    harness.prepareSnapshotPreBarrier(2);
    emit("b", "c");
    harness.endInput();
    assertThat(tallies()).containsExactly(1L, 2L);
  }

  @Test
  void theLedgerHearsOfAResultWithinAHundredMilliseconds() throws Exception {
    harness.setProcessingTime(1000);
    emit("a");
    harness.setProcessingTime(1100);
    assertThat(tallies()).containsExactly(1L);
  }

  @Test
  void eachKeyIsToldOnceUpToSoMany() throws Exception {
    emit("a", "b", "a");
    harness.prepareSnapshotPreBarrier(1);
    emit("b", "c");
    harness.prepareSnapshotPreBarrier(2);
    assertThat(keys()).containsExactly("a", "b", "c");
    for (int i = 0; i < 2 * CountEmitted.KEYS; i++) {
      emit("key " + i);
    }
    harness.endInput();
    assertThat(keys()).hasSize(CountEmitted.KEYS);
  }

  private List<String> keys() {
    return harness.getSideOutput(CountEmitted.TALLIES).stream()
        .flatMap(tally -> tally.getValue().counts().keySet().stream().sorted())
        .filter(name -> name.startsWith("key.name\0"))
        .map(name -> name.substring(9))
        .toList();
  }

  /** Its only column is the key. */
  private record Keyed() implements ResultFormat<String> {
    @Override
    public List<Column<String>> layout() {
      return List.of(Column.<String>text("name", name -> name).as(Column.Part.KEY));
    }

    @Override
    public String print(String name) {
      return name;
    }
  }

  private void emit(String... results) throws Exception {
    for (String result : results) {
      harness.processElement(result, 0);
    }
  }

  private List<Long> tallies() {
    var tallies = harness.getSideOutput(CountEmitted.TALLIES);
    return tallies == null
        ? List.of()
        : tallies.stream()
            .map(tally -> Map.copyOf(tally.getValue().counts()).get(Ledger.emitted("totals")))
            .toList();
  }
}
