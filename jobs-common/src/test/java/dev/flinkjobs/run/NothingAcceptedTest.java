package dev.flinkjobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.ledger.Ledger;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NothingAcceptedTest {

  @Test
  void theMostFrequentReasonIsSaidWithWhatToDo() {
    assertThat(verdict(Map.of("read", 3L, "rejected.bad json", 1L, "rejected.bad encoding", 2L)))
        .isEqualTo(
            "no row of 3 was accepted; rejected, bad encoding: 2;"
                + " the input is not UTF-8; try `iconv -f CP949 -t UTF-8`");
  }

  @Test
  void optionsThatTheJobHasAreNamedWithTheirValues() {
    assertThat(verdict(Map.of("read", 3L, "rejected.wrong column count", 3L)))
        .endsWith("wrong column count: 3; does the delimiter fit? (--delimiter ,)");
    assertThat(verdict(Map.of("read", 3L, "rejected.not a timestamp", 3L)))
        .endsWith("not a timestamp: 3; is it the right column?");
  }

  @Test
  void rowsThatAreLateOrFilteredAreNotAcceptedEither() {
    assertThat(verdict(Map.of("read", 3L, "late", 3L)))
        .isEqualTo("no row of 3 was accepted; late: 3; allow more disorder");
    assertThat(verdict(Map.of("read", 3L, "filtered.no category", 2L, "rejected.bad json", 1L)))
        .contains("filtered, no category: 2;");
  }

  @Test
  void oneAcceptedRowOrNoRowAtAllIsNoFailure() {
    assertThat(NothingAccepted.verdict(new Ledger(), new CopyJob.Options())).isEmpty();
    assertThat(verdictOf(Map.of("read", 3L, "accepted", 1L, "rejected.bad json", 2L))).isEmpty();
  }

  private static String verdict(Map<String, Long> counts) {
    return verdictOf(counts).orElseThrow();
  }

  private static Optional<String> verdictOf(Map<String, Long> counts) {
    return NothingAccepted.verdict(new Ledger(counts), new CopyJob.Options());
  }
}
