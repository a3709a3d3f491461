package dev.flinkjobs.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScalingTest {
  private static final List<Run> RUNS =
      Stream.of(
              "scaling:1000000:8:2\tnaive\tfull\t1\tsmall\t1000000\t4.0\t2.5\t0.5\t0",
              "scaling:1000000:8:2\tnaive\ttiny\t1\ttiny\t1000\t2.0\t0.5\t0.5\t0",
              "scaling:1000000:8:2\tours\tfull\t1\tsmall\t1000000\t3.0\t1.0\t0.2\t0",
              "scaling:1000000:8:2\tours\ttiny\t1\ttiny\t1000\t2.0\t0.5\t0.5\t0",
              "scaling:10000000:8:2\tnaive\tfull\t1\tlarge\t10000000\t9.0\t10.5\t0.5\t0",
              "scaling:10000000:8:2\tnaive\ttiny\t1\ttiny\t1000\t2.0\t0.5\t0.5\t0",
              "scaling:10000000:8:2\tours\tfull\t1\tlarge\t10000000\t3.0\t0.4\t0.4\t0",
              "scaling:10000000:8:2\tours\ttiny\t1\ttiny\t1000\t2.0\t0.5\t0.5\t0",
              "scaling:10000000:8:1\tours\tfull\t1\tlarge\t10000000\t3.0\t1.4\t0.4\t0",
              "scaling:10000000:8:1\tours\ttiny\t1\ttiny\t1000\t2.0\t0.5\t0.3\t0",
              "scaling:10000000:1000:2\tnaive\tfull\t1\tkeys\t10000000\t9.0\t20.5\t0.5\t0",
              "scaling:10000000:1000:2\tnaive\ttiny\t1\ttiny keys\t1000\t2.0\t0.5\t0.5\t0")
          .map(Run::parse)
          .toList();

  @Test
  void aLineOfTheTableIsAPoint() {
    assertThat(Scaling.of(RUNS).section())
        .contains("| rows | keys | parallelism | naive | ours | naive / ours |")
        .contains("| 1,000,000 | 8 | 2 | 2000 | 200 | 10.00 |")
        .contains("| 10,000,000 | 8 | 1 | – | 100 | – |")
        .contains("| 10,000,000 | 1,000 | 2 | 2000 | – | – |");
  }

  @Test
  void whatTookNoLongerThanTheStartIsLeftOut() {
    assertThat(Scaling.of(RUNS).section()).contains("| 10,000,000 | 8 | 2 | 1000 | – | – |");
  }

  @Test
  void pointsOfOtherInputsAreNotCompared() {
    assertThat(Results.markdown(RUNS, "- date: today\n")).contains("## scaling");
  }

  @Test
  void lowerCostIsDrawnLower() {
    // From 100 to 10,000 ns in 260 pixels, so 130 for a power of ten; 2,000 is 0.7 below the top.
    assertThat(Scaling.of(RUNS).chart())
        .contains("points=\"70.0,130.9 640.0,170.0\"")
        .contains(">ours, -p 1</text>")
        .contains("stroke-dasharray")
        .contains("<title id=\"title\">How cost grows</title>");
  }
}
