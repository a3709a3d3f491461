package dev.flinkjobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.record.RejectReason;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {

  @Test
  void aLedgerOfNothingIsBalanced() {
    assertThat(new Ledger().isBalanced()).isTrue();
  }

  @Test
  void everyRowInOneOfTheFiveIsABalance() {
    Ledger ledger =
        new Ledger(
            Map.of(
                Ledger.READ,
                15L,
                Ledger.DUPLICATE,
                5L,
                Ledger.ACCEPTED,
                4L,
                Ledger.LATE,
                3L,
                Ledger.filtered("too small"),
                2L,
                Ledger.rejected(RejectReason.NOT_A_NUMBER),
                1L));
    assertThat(ledger.isBalanced()).isTrue();
  }

  @Test
  void aRowThatIsNowhereIsNoBalance() {
    assertThat(new Ledger(Map.of(Ledger.READ, 2L, Ledger.ACCEPTED, 1L)).isBalanced()).isFalse();
  }

  @Test
  void theWebUiShowsItsCounts() {
    assertThat(new Ledger(Map.of(Ledger.READ, 2L, Ledger.ACCEPTED, 1L)))
        .hasToString("{accepted=1, read=2}");
  }

  @Test
  void emittedResultsAreNotPartOfTheBalance() {
    Ledger ledger =
        new Ledger(Map.of(Ledger.READ, 1L, Ledger.ACCEPTED, 1L, Ledger.emitted("totals"), 9L));
    assertThat(ledger.isBalanced()).isTrue();
  }

  @Test
  void resultsAreCountedByOutputAndAddedUp() {
    Ledger ledger =
        new Ledger(Map.of(Ledger.emitted("heavy"), 2L))
            .plus(Map.of(Ledger.emitted("heavy"), 1L, Ledger.emitted("cold"), 4L));
    assertThat(ledger.emitted()).isEqualTo(7);
    assertThat(ledger.emittedByOutput()).isEqualTo(Map.of("cold", 4L, "heavy", 3L));
  }

  @Test
  void reasonsAreKeptApartAndAddedUp() {
    Ledger ledger =
        new Ledger(Map.of(Ledger.rejected(RejectReason.NOT_A_NUMBER), 2L))
            .plus(
                Map.of(
                    Ledger.rejected(RejectReason.NOT_A_NUMBER), 1L,
                    Ledger.rejected(RejectReason.MISSING_VALUE), 4L));
    assertThat(ledger.rejected()).isEqualTo(7);
    assertThat(ledger.rejectedByReason())
        .isEqualTo(Map.of("not a number", 3L, "missing value", 4L));
  }
}
