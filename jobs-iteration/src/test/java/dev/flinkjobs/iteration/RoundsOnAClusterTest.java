package dev.flinkjobs.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.TestCluster;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RoundsOnAClusterTest {
  @RegisterExtension final TestCluster cluster = TestCluster.of(1, 2);

  @Test
  @SuppressWarnings("try") // The context is there while it is open.
  void onAClusterEachRoundIsAJobOfTheSession() throws Exception {
    Ran ran;
    List<String> jobs;
    try (AutoCloseable context = cluster.asContext(2)) {
      ran = Ran.of(DoubleUntilJob::main, "--values", "10,3", "--until", "10");
      jobs = cluster.jobNames();
    }
    assertThat(ran.out()).isEqualTo("중간 결과: [20, 6]\n중간 결과: [40, 12]\n최종 결과: [40, 12]\n");
    assertThat(jobs).containsExactlyInAnyOrder("double-until round 1", "double-until round 2");
  }
}
