package dev.flinkjobs.basics.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.StdStreams;
import dev.flinkjobs.testing.TestCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TourClusterTest {
  @RegisterExtension private final TestCluster cluster = TestCluster.of(1, 4);

  @Test
  void onAClusterOfHigherParallelismItIsTheSame() throws Exception {
    String embedded = run();
    try (AutoCloseable context = cluster.asContext(3)) {
      assertThat(context).isNotNull();
      assertThat(run()).isEqualTo(embedded).startsWith("map: ").endsWith("  subtask 1: 5\n");
    }
  }

  private static String run() {
    try (StdStreams std = StdStreams.capture()) {
      TourJob.main(new String[0]);
      return std.out();
    }
  }
}
