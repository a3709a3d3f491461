package dev.flinkjobs.benchmarks.advertising;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final Load LOAD = new Load(100, 6, Duration.ofSeconds(10), Duration.ofSeconds(1));

  @Test
  void eventsGoOnUntilTheLastWindowIsOverInEachPartition() {
    assertThat(LOAD.events()).isEqualTo(100 * (60 + 1 + 1));
    assertThat(LOAD.end(20_000)).isEqualTo(80_000);
  }

  @Test
  void itBeginsWithAWindow() {
    assertThat(LOAD.startAfter(20_000)).isEqualTo(20_000);
    assertThat(LOAD.startAfter(20_001)).isEqualTo(30_000);
  }

  @Test
  void ratesGoUpwardsFromTheLastThatWasGiven() {
    AdvertisingBenchmark.Rates rates = new AdvertisingBenchmark.Rates(List.of(100, 200), false);
    assertThat(Stream.generate(rates::next).limit(4)).containsExactly(100, 200, 250, 312);
  }

  @Test
  void withOnlyThereAreNoOtherRates() {
    AdvertisingBenchmark.Rates rates = new AdvertisingBenchmark.Rates(List.of(100), true);
    assertThat(rates.hasNext()).isTrue();
    assertThat(rates.next()).isEqualTo(100);
    assertThat(rates.hasNext()).isFalse();
  }
}
