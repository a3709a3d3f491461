package dev.flinkjobs.benchmarks.advertising;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final long WINDOW = 10_000;
  private static final CampaignWindow FIRST = new CampaignWindow("a", 0);
  private static final CampaignWindow SECOND = new CampaignWindow("a", WINDOW);

  @Test
  void equalCountsAreRightInAnyOrder() {
    assertThat(difference(result(SECOND, 2), result(FIRST, 1))).isEmpty();
  }

  @Test
  void aWrongCountIsNamed() {
    assertThat(difference(result(FIRST, 1), result(SECOND, 3)))
        .isEqualTo("a 10000 is 3 instead of 2");
  }

  @Test
  void aMissingCountIsNamed() {
    assertThat(difference(result(FIRST, 1))).isEqualTo("1 of 2 results are missing");
  }

  @Test
  void aCountThatComesTwiceIsNamed() {
    assertThat(difference(result(FIRST, 1), result(SECOND, 2), result(FIRST, 1)))
        .isEqualTo("a 0 comes twice");
  }

  @Test
  void aCountOfNothingIsNamed() {
    assertThat(
            difference(result(FIRST, 1), result(SECOND, 2), result(new CampaignWindow("b", 0), 1)))
        .isEqualTo("b 0 comes though nothing is to be counted");
  }

  private static String difference(Result... results) {
    return Verdict.difference(Map.of(FIRST, 1L, SECOND, 2L), List.of(results)).orElse("");
  }

  private static Result result(CampaignWindow window, long views) {
    return new Result(window, views, 0, 0);
  }

  @Test
  void latencyThatStaysTheSameKeepsUp() {
    assertThat(keepsUp(1000, 4000, 1000, 4000, 1000, 1000)).isTrue();
  }

  @Test
  void aQuarterOfAWindowIsNoGrowth() {
    assertThat(keepsUp(1000, 1000, 1000, 1000, 3500, 3500)).isTrue();
    assertThat(keepsUp(1000, 1000, 1000, 1000, 3501, 3501)).isFalse();
  }

  @Test
  void onlyTheFirstAndTheLastThirdCount() {
    assertThat(keepsUp(1000, 1000, 90_000, 90_000, 1000, 1000)).isTrue();
    assertThat(keepsUp(1000, 1000, 1000, 1000, 90_000, 1000)).isTrue();
    assertThat(keepsUp(1000, 1000, 1000, 1000, 90_000, 90_000)).isFalse();
  }

  /**
   * The windows stand in no order, as results do.
   *
   * @param latencies of one result in each window
   */
  private static boolean keepsUp(long... latencies) {
    List<Result> results =
        IntStream.iterate(latencies.length - 1, i -> i >= 0, i -> i - 1)
            .mapToObj(
                i ->
                    new Result(
                        new CampaignWindow("a", i * WINDOW),
                        1,
                        (i + 1) * WINDOW + latencies[i],
                        Long.MAX_VALUE))
            .toList();
    return Verdict.keepsUp(results, WINDOW);
  }
}
