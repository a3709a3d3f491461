package dev.flinkjobs.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** 80 rows a second, of 8 keys in turn, for 20 s. */
class KafkaLatencyTest {
  private static final int PER_SECOND = 80;
  private final KafkaLatency totals = new KafkaLatency(false, PER_SECOND, 12, 8);
  private final KafkaLatency windows = new KafkaLatency(true, PER_SECOND, 12, 8);

  @Test
  void theNthTotalOfAKeyIsThatOfItsNthRow() {
    assertThat(totals.results()).isEqualTo(20 * PER_SECOND);
    assertThat(totals.rowOf("{\"transaction_type\":\"T3\",\"total\":1.25,\"count\":1}"))
        .isEqualTo(3);
    assertThat(totals.rowOf("T0,1.25")).isEqualTo(0);
    assertThat(totals.rowOf("T3,2.5")).isEqualTo(8 + 3);
  }

  @Test
  void aWindowIsCompletedByTheFirstRowBehindItsEndAndTheDelay() {
    assertThat(windows.rowOf("{\"window_start\":\"2024-01-01T09:00:05Z\",\"average\":1.25}"))
        .isEqualTo(11 * PER_SECOND);
    // 2024-01-01T09:00:04.999Z
    assertThat(windows.rowOf("1704099604999,1.25")).isEqualTo(6 * PER_SECOND);
  }

  @Test
  void aWindowThatNoRowCompletesDoesNotCome() {
    // Rows of 19 s come last, so windows that end at 15 s are complete.
    assertThat(windows.results()).isEqualTo(3 * 8);
    assertThat(new KafkaLatency(true, PER_SECOND, 12, 9).results()).isEqualTo(3 * 8);
    assertThat(new KafkaLatency(true, PER_SECOND, 13, 9).results()).isEqualTo(4 * 8);
  }
}
