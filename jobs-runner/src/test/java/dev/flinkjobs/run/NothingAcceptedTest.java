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
            "no row of 3 was accepted; most frequent: 2 rejected, bad encoding;"
                + " the input is not in its --encoding, or escapes half a character in JSON; give"
                + " another, such as windows-1252, or convert it by `iconv -f ENCODING -t UTF-8`");
    assertThat(verdict(Map.of("read", 3L, "rejected.bad encoding", 3L, "cp949", 3L)))
        .endsWith("bad encoding; the input looks like CP949: add `--encoding cp949`");
  }

  @Test
  void optionsThatTheJobHasAreNamedWithTheirValues() {
    assertThat(verdict(Map.of("read", 3L, "rejected.wrong column count", 3L)))
        .endsWith(
            "3 rejected, wrong column count; check --delimiter ,, and --columns, which names all"
                + " columns of the file: id,name");
    assertThat(verdict(Map.of("read", 3L, "rejected.not a timestamp", 3L)))
        .endsWith("milliseconds since 1970; check --time-format auto");
  }

  @Test
  void rowsThatAreLateOrFilteredAreNotAcceptedEither() {
    assertThat(verdict(Map.of("read", 3L, "late", 3L)))
        .startsWith("no row of 3 was accepted; most frequent: 3 late; they come later");
    assertThat(verdict(Map.of("read", 3L, "filtered.no category", 2L, "rejected.bad json", 1L)))
        .contains("2 filtered, no category;");
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
