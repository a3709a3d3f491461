package dev.flinkjobs.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final List<Kill> ALL = List.of(Kill.values());

  @Test
  void theSameSeedHasTheSameStepsAndAnotherOneOthers() {
    assertThat(Plan.of(7, 30, ALL, 1000)).isEqualTo(Plan.of(7, 30, ALL, 1000));
    assertThat(Plan.of(7, 30, ALL, 1000)).isNotEqualTo(Plan.of(8, 30, ALL, 1000));
  }

  @Test
  void eachKindComesAndAJobIsRescaledForEachTenKills() {
    List<Optional<Kill>> kills =
        Plan.of(7, 11, ALL, 1000).steps().stream().map(Plan.Step::kill).toList();
    assertThat(kills).hasSize(12).filteredOn(Optional::isPresent).hasSize(11);
    for (Kill kill : ALL) {
      assertThat(kills).contains(Optional.of(kill));
    }
    assertThat(kills).filteredOn(Optional.of(Kill.CLUSTER)::equals).hasSize(1);
  }

  @Test
  void stepsAreSpreadOverTheRecords() {
    assertThat(Plan.of(7, 4, List.of(Kill.BROKER), 1000).steps())
        .extracting(Plan.Step::position)
        .containsExactly(100L, 300L, 500L, 700L, 900L);
  }
}
