package dev.flinkjobs.basics.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.StdStreams;
import dev.flinkjobs.testing.TestCluster;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TourClusterTest {
  @RegisterExtension private final TestCluster cluster = TestCluster.of(1, 4);

  @Test
  void onAClusterOfHigherParallelismResultsAreThoseOfItsSubtasks() throws Exception {
    List<String> embedded = run();
    try (AutoCloseable context = cluster.asContext(3)) {
      assertThat(context).isNotNull();
      assertThat(run())
          .anyMatch(line -> line.startsWith("  3> "))
          .extracting(line -> line.replaceFirst("^  [123]> ", "  "))
          .containsExactlyInAnyOrderElementsOf(embedded);
    }
  }

  private static List<String> run() {
    try (StdStreams std = StdStreams.capture()) {
      TourJob.main(new String[0]);
      return std.out().lines().toList();
    }
  }
}
