package dev.flinkjobs.benchmarks.advertising;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void aPercentileIsTheLeastValueThatSoManyDoNotExceed() {
    long[] hundred = LongStream.rangeClosed(1, 100).toArray();
    assertThat(Latencies.percentile(hundred, 50)).isEqualTo(50);
    assertThat(Latencies.percentile(hundred, 99)).isEqualTo(99);
    assertThat(Latencies.percentile(hundred, 100)).isEqualTo(100);
    long[] three = {10, 20, 30};
    assertThat(Latencies.percentile(three, 50)).isEqualTo(20);
    assertThat(Latencies.percentile(three, 99)).isEqualTo(30);
    assertThat(Latencies.percentile(new long[] {7}, 50)).isEqualTo(7);
  }

  @Test
  void latencyIsCountedFromTheEndOfTheWindow() {
    List<Result> results =
        List.of(
            new Result(new CampaignWindow("a", 20_000), 5, 31_200, 38_000),
            new Result(new CampaignWindow("a", 10_000), 5, 21_000, 29_500));
    assertThat(Latencies.of(results, 10_000, Result::written))
        .isEqualTo(new Latencies(1000, 1200, 1200));
    assertThat(Latencies.of(results, 10_000, Result::visible))
        .isEqualTo(new Latencies(8000, 9500, 9500));
  }
}
