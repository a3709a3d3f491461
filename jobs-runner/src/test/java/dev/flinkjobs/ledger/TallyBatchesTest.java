package dev.flinkjobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.record.Rejected;
import dev.flinkjobs.record.RowBatch;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TallyBatchesTest {
  private OneInputStreamOperatorTestHarness<RowBatch<String>, Rejected> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new OneInputStreamOperatorTestHarness<>(new TallyBatches<>(new Incarnation("", false)));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void rowsOfBytesThatWereReadBeforeAreCountedAtTheNextBarrier() throws Exception {
    harness.processElement(batch(100, "a"), 0);
    harness.prepareSnapshotPreBarrier(1);
    harness.processElement(batch(0, "b", "c"), 0);
    harness.prepareSnapshotPreBarrier(2);
    assertThat(harness.getSideOutput(TallyBatches.TALLIES))
        .extracting(tally -> tally.getValue().counts())
        .containsExactly(
            Map.of(Ledger.READ, 1L, Ledger.ACCEPTED, 1L, Ledger.BYTES, 100L),
            Map.of(Ledger.READ, 2L, Ledger.ACCEPTED, 2L, Ledger.BYTES, 0L));
  }

  @Test
  void rejectedRowsInCp949AreToldForAHint() throws Exception {
    String raw =
        Base64.getEncoder().encodeToString("입금,1".getBytes(Charset.forName("x-windows-949")));
    Rejected row = new Rejected("id", "-", 7, 2L, null, null, RejectReason.BAD_ENCODING, raw, true);
    harness.processElement(new RowBatch<>(List.of(), List.of(row), 0, RowBatch.NO_WATERMARK), 0);
    assertThat(harness.getSideOutput(TallyBatches.TALLIES))
        .singleElement()
        .satisfies(tally -> assertThat(tally.getValue().counts()).containsEntry("cp949", 1L));
  }

  @Test
  void aRowOfAnotherSourceOfTheSameNameHasAnotherId() throws Exception {
    Rejected row =
        new Rejected("id", "-", 7, 2L, null, null, RejectReason.BAD_QUOTE, "a,\"", false);
    assertThat(sent("", row)).isEqualTo(row);
    assertThat(sent("one", row).id()).isEqualTo(sent("one", row).id()).isNotEqualTo("id");
    assertThat(sent("one", row).id()).isNotEqualTo(sent("other", row).id());
  }

  @SuppressWarnings("try") // As Flink declares close.
  private static Rejected sent(String incarnation, Rejected row) throws Exception {
    try (OneInputStreamOperatorTestHarness<RowBatch<String>, Rejected> harness =
        new OneInputStreamOperatorTestHarness<>(
            new TallyBatches<>(new Incarnation(incarnation, false)))) {
      harness.open();
      harness.processElement(new RowBatch<>(List.of(), List.of(row), 0, RowBatch.NO_WATERMARK), 0);
      return harness.extractOutputValues().get(0);
    }
  }

  private static RowBatch<String> batch(long bytes, String... rows) {
    return new RowBatch<>(List.of(rows), List.of(), bytes, RowBatch.NO_WATERMARK);
  }
}
