package dev.flinkjobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class CountFilteredTest {

  @Test
  void aFilteredRowIsNotAcceptedAnyMoreAndCountsForItsReason() throws Exception {
    try (OneInputStreamOperatorTestHarness<String, Void> harness =
        new OneInputStreamOperatorTestHarness<>(new CountFiltered())) {
      harness.open();
      harness.processElement("too small", 0);
      harness.processElement("too old", 0);
      harness.processElement("too small", 0);
      harness.prepareSnapshotPreBarrier(1);
      assertThat(harness.getSideOutput(CountFiltered.TALLIES))
          .extracting(StreamRecord::getValue)
          .extracting(Tally::counts)
          .containsExactly(
              Map.of("accepted", -3L, "filtered.too small", 2L, "filtered.too old", 1L));
    }
  }
}
