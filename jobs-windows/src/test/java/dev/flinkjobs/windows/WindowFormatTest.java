package dev.flinkjobs.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WindowFormatTest {

  /**
   * A replay may make of the same rows fewer revisions, so the highest one need not have them all.
   */
  @ParameterizedTest
  @EnumSource
  void theNewerOfTwoResultsOfAWindowIsTheOneOfMoreRows(Aggregate aggregate) {
    WindowFormat format =
        new WindowFormat(
            List.of("key"),
            Windows.Kind.TUMBLING,
            aggregate,
            PrintStyle.RESULT,
            new ZonedTime(ZoneOffset.UTC));
    assertThat(format.version()).isEqualTo("count").isIn(format.columns());
  }
}
