package dev.flinkjobs.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.RowBatch;
import java.time.Duration;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DetectIdleSourceTest {
  private static final Duration IDLE_AFTER = Duration.ofSeconds(30);

  private OneInputStreamOperatorTestHarness<RowBatch<Timed>, RowBatch<Timed>> harness;

  @BeforeEach
  void open() throws Exception {
    harness = new OneInputStreamOperatorTestHarness<>(new DetectIdleSource<>("rows", IDLE_AFTER));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aReaderThatIsSilentForLongIsIdleUntilItIsHeardAgain() throws Exception {
    harness.processWatermark(1);
    harness.setProcessingTime(IDLE_AFTER.toMillis());
    harness.processWatermark(2);
    assertThat(harness.getOutput())
        .containsExactly(
            new Watermark(1), WatermarkStatus.IDLE, WatermarkStatus.ACTIVE, new Watermark(2));
  }

  @Test
  void windowsEndWithTheInputThoughItsReaderIsIdle() throws Exception {
    harness.processWatermark(1);
    harness.setProcessingTime(IDLE_AFTER.toMillis());
    harness.getOneInputOperator().finish();
    assertThat(harness.getOutput())
        .containsExactly(
            new Watermark(1),
            WatermarkStatus.IDLE,
            WatermarkStatus.ACTIVE,
            Watermark.MAX_WATERMARK);
  }

  @Test
  void theLastWatermarkPassesOnce() throws Exception {
    harness.processWatermark(Watermark.MAX_WATERMARK);
    harness.getOneInputOperator().finish();
    assertThat(harness.getOutput()).containsExactly(Watermark.MAX_WATERMARK);
  }
}
