package dev.flinkjobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.run.Progress.Done;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Done QUARTER = new Done(50_000, 5_000_000, OptionalDouble.of(0.25));

  @Test
  void aLineSaysHowMuchIsDoneAndHowLongTheRestTakes() {
    assertThat(Progress.line(QUARTER, Duration.ofSeconds(10), false))
        .isEqualTo(" 25%  50,000 rows  5.0 MB  5,000 rows/s  30 s left");
  }

  @Test
  void aTerminalGetsABar() {
    assertThat(Progress.line(QUARTER, Duration.ofSeconds(10), true))
        .startsWith("██████░░░░░░░░░░░░░░░░░░  25%  50,000 rows");
  }

  @Test
  void anInputOfUnknownSizeHasNoShare() {
    Done unknown = new Done(50_000, 5_000_000, OptionalDouble.empty());
    assertThat(Progress.line(unknown, Duration.ofSeconds(10), true))
        .isEqualTo("50,000 rows  5.0 MB  5,000 rows/s");
  }

  @Test
  void longTimesAreInMinutes() {
    assertThat(Progress.line(QUARTER, Duration.ofMinutes(1), false)).endsWith("3:00 min left");
  }
}
