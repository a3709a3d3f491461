package dev.flinkjobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemoryGuardTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long MAX = 1000;

  private final MemoryGuard guard = new MemoryGuard();

  @Test
  void aFullHeapThatIsOnlyCollectedIsExhausted() {
    observe(9, SECOND, 990);
    assertThat(guard.isExhausted()).isTrue();
  }

  @Test
  void aFewSecondsOfCollectingAreBorne() {
    observe(8, SECOND, 990);
    assertThat(guard.isExhausted()).isFalse();
  }

  @Test
  void oneGoodMomentBeginsTheCountAgain() {
    observe(8, SECOND, 990);
    observe(1, SECOND / 2, 990);
    observe(8, SECOND, 990);
    assertThat(guard.isExhausted()).isFalse();
  }

  @Test
  void collectingThatFreesMemoryIsNotExhaustion() {
    observe(60, SECOND, 800);
    assertThat(guard.isExhausted()).isFalse();
  }

  @Test
  void aFullHeapThatIsRarelyCollectedIsNotExhaustion() {
    observe(60, SECOND / 10, 990);
    assertThat(guard.isExhausted()).isFalse();
  }

  private void observe(int seconds, long collectingNanos, long used) {
    for (int i = 0; i < seconds; i++) {
      guard.observe(SECOND, collectingNanos, used, MAX);
    }
  }
}
