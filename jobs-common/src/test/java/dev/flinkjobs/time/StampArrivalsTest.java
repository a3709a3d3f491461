package dev.flinkjobs.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.RowBatch;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StampArrivalsTest {
  private OneInputStreamOperatorTestHarness<RowBatch<String>, RowBatch<String>> harness;

  @BeforeEach
  void open() throws Exception {
    harness = new OneInputStreamOperatorTestHarness<>(new StampArrivals<>());
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aBatchHasTheTimeAtWhichItCame() throws Exception {
    harness.setProcessingTime(1000);
    harness.processElement(batch("a", "b"), 0);
    harness.setProcessingTime(1050);
    harness.processElement(batch("c"), 0);
    assertThat(records()).containsExactly(at(1000, "a", "b"), at(1050, "c"));
  }

  @Test
  void theWatermarkFollowsTheClockAlsoWithoutRows() throws Exception {
    harness.setProcessingTime(1000);
    harness.setProcessingTime(1100);
    assertThat(harness.getOutput()).contains(new Watermark(999), new Watermark(1099));
  }

  @Test
  void noRowIsBehindTheWatermarkWhenTheClockIsPutBack() throws Exception {
    harness.setProcessingTime(1000);
    harness.getProcessingTimeService().setCurrentTime(500);
    harness.processElement(batch("a"), 0);
    assertThat(records()).containsExactly(at(1000, "a"));
  }

  @Test
  void theEndOfTheInputIsTheEndOfTime() throws Exception {
    harness.processWatermark(new Watermark(5));
    harness.processWatermark(Watermark.MAX_WATERMARK);
    harness.setProcessingTime(1000);
    assertThat(harness.getOutput()).containsExactly(Watermark.MAX_WATERMARK);
  }

  private static RowBatch<String> batch(String... rows) {
    return new RowBatch<>(List.of(rows), List.of(), 1, RowBatch.NO_WATERMARK);
  }

  private static StreamRecord<RowBatch<String>> at(long timestamp, String... rows) {
    return new StreamRecord<>(batch(rows), timestamp);
  }

  private List<StreamRecord<? extends RowBatch<String>>> records() {
    return harness.extractOutputStreamRecords().stream()
        .<StreamRecord<? extends RowBatch<String>>>map(record -> record)
        .toList();
  }
}
