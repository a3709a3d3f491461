package dev.flinkjobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.ledger.Ledger;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Ledger QUARTER =
      new Ledger(Map.of(Ledger.READ, 50_000L, Ledger.BYTES, 5_000_000L));

  @Test
  void aLineSaysHowMuchIsDoneAndHowLongTheRestTakes() {
    assertThat(Progress.line(QUARTER, OptionalLong.of(20_000_000), Duration.ofSeconds(10), false))
        .isEqualTo(" 25%  50,000 rows  5.0 MB  5,000 rows/s  30 s left");
  }

  @Test
  void aTerminalGetsABar() {
    assertThat(Progress.line(QUARTER, OptionalLong.of(20_000_000), Duration.ofSeconds(10), true))
        .startsWith("██████░░░░░░░░░░░░░░░░░░  25%  50,000 rows");
  }

  @Test
  void anInputOfUnknownSizeHasNoShare() {
    assertThat(Progress.line(QUARTER, OptionalLong.empty(), Duration.ofSeconds(10), true))
        .isEqualTo("50,000 rows  5.0 MB  5,000 rows/s");
  }

  @Test
  void longTimesAreInMinutes() {
    assertThat(Progress.line(QUARTER, OptionalLong.of(20_000_000), Duration.ofMinutes(1), false))
        .endsWith("3:00 min left");
  }
}
