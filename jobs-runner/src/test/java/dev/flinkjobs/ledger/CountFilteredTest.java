package dev.flinkjobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CountFilteredTest {
  private OneInputStreamOperatorTestHarness<String, Void> harness;

  @BeforeEach
  void open() throws Exception {
    harness = new OneInputStreamOperatorTestHarness<>(new CountFiltered());
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aFilteredRowIsNotAcceptedAnyMoreAndCountsForItsReason() throws Exception {
    harness.processElement("too small", 0);
    harness.processElement("too old", 0);
    harness.processElement("too small", 0);
    harness.prepareSnapshotPreBarrier(1);
    assertThat(harness.getSideOutput(CountFiltered.TALLIES))
        .extracting(StreamRecord::getValue)
        .extracting(Tally::counts)
        .containsExactly(Map.of("accepted", -3L, "filtered.too small", 2L, "filtered.too old", 1L));
  }
}
