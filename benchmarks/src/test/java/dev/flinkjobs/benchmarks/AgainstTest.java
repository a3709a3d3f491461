package dev.flinkjobs.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgainstTest {

  @Test
  void oursIsComparedWithTheOtherBuildAndTheOtherWithItself() {
    List<Run> runs = new ArrayList<>();
    runs.addAll(runs("totals", "other", 3, 5));
    runs.addAll(runs("totals", "other-again", 4.4, 4.4));
    runs.addAll(runs("totals", "ours", 2, 4));
    assertThat(Against.markdown(runs, ""))
        .contains(
            "| totals | 2 | 3000 (2000–4000) | 3400 (3400–3400) | 2000 (1000–3000) | 1.133 | **0.667**"
                + " | 1.275 (0.850–1.700) | 0.625 (0.500–0.750) |")
        .contains("Median of the areas: 0.667; largest: 0.667.");
  }

  @Test
  void theMedianIsOfAreasAndTheLargestIsSaid() {
    List<Run> runs = new ArrayList<>();
    for (String area : List.of("totals", "windows-by-id", "windows-sparse")) {
      runs.addAll(runs(area, "other", 3));
      runs.addAll(runs(area, "other-again", 3));
    }
    runs.addAll(runs("totals", "ours", 2));
    runs.addAll(runs("windows-by-id", "ours", 2.8));
    runs.addAll(runs("windows-sparse", "ours", 4));
    assertThat(Against.markdown(runs, "")).contains("Median of the areas: 0.900; largest: 1.500.");
  }

  @Test
  void aSessionWithoutTheOtherBuildIsRefused() {
    List<Run> runs = runs("totals", "ours", 2);
    assertThatThrownBy(() -> Against.markdown(runs, "")).hasMessage("no runs of other");
  }

  /** One second each to start, and a million rows in what is left. */
  private static List<Run> runs(String area, String contender, double... cpuSeconds) {
    List<Run> runs = new ArrayList<>();
    for (double cpu : cpuSeconds) {
      runs.add(Run.parse(line(area, contender, "full", "1000000", cpu)));
      runs.add(Run.parse(line(area, contender, "tiny", "1000", 1)));
    }
    return runs;
  }

  private static String line(
      String area, String contender, String size, String rows, double cpuSeconds) {
    return String.join(
        "\t", area, contender, size, "1", size, rows, "1.0", cpuSeconds + "", "0.0", "0");
  }
}
