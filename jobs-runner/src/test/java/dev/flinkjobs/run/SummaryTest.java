package dev.flinkjobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.ledger.Ledger;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.run.Summary.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryTest {

  @Test
  void theTableIsTheLedger() {
    assertThat(summary(Status.FINISHED, ledger(1_998, 2)).table())
        .isEqualTo(
            """
            a-job finished in 2.0 s, 1,000 rows/s
              read               2,000
              accepted           1,998
              rejected               2   missing value 2
              late                   0
              filtered               0
              duplicate              0
              emitted                7
              balanced: read = accepted + rejected + late + filtered + duplicate
            """);
  }

  @Test
  void severalOutputsAreCountedApartInTheirOrderAlsoThoseWithoutAResult() {
    Ledger ledger = new Ledger(Map.of(Ledger.emitted("b"), 1_000L, Ledger.emitted("a"), 2L));
    Summary summary =
        new Summary(
            "a-job",
            Status.FINISHED,
            Optional.of(ledger),
            List.of("b", "c", "a"),
            Duration.ofSeconds(2));
    assertThat(summary.table()).contains("\n  emitted            1,002   b 1,000, c 0, a 2\n");
    assertThat(summary.json())
        .contains("\"emitted\":1002,\"emittedByOutput\":{\"b\":1000,\"c\":0,\"a\":2},");
  }

  @Test
  void aLedgerThatDoesNotAddUpSaysSo() {
    Ledger lost = new Ledger(Map.of(Ledger.READ, 2L, Ledger.ACCEPTED, 1L));
    assertThat(summary(Status.FINISHED, lost).table()).contains("NOT BALANCED");
    assertThat(summary(Status.FINISHED, lost).json()).contains("\"balanced\":false");
  }

  @Test
  void whereTheClusterReportedNothingNothingIsSaidOfRows() {
    Summary unknown =
        new Summary("a-job", Status.FAILED, Optional.empty(), List.of(), Duration.ofSeconds(2));
    assertThat(unknown.table())
        .isEqualTo("a-job failed in 2.0 s; how many rows were read was not reported\n");
    assertThat(unknown.json())
        .isEqualTo("{\"status\":\"failed\",\"job\":\"a-job\",\"elapsedMs\":2000}\n");
  }

  @Test
  void theJsonIsOneObjectInOneLine() {
    assertThat(summary(Status.FAILED, ledger(3, 1)).json())
        .isEqualTo(
            "{\"status\":\"failed\",\"job\":\"a-job\",\"read\":4,\"accepted\":3,"
                + "\"rejected\":{\"total\":1,\"byReason\":{\"missing value\":1}},"
                + "\"late\":0,\"filtered\":0,\"duplicate\":0,\"emitted\":7,"
                + "\"elapsedMs\":2000,\"rowsPerSecond\":2,\"balanced\":true}\n");
  }

  @Test
  void someBrokenBytesAreDirtAndMostlyBrokenRowsAnotherEncoding() {
    assertThat(summary(Status.FINISHED, badEncoding(100, 5)).table()).doesNotContain("iconv");
    assertThat(summary(Status.FINISHED, badEncoding(10, 90)).table())
        .contains(
            "\n  the input is not in its --encoding, or escapes half a character in JSON; give another");
    Ledger korean = badEncoding(10, 90).plus(Map.of(Ledger.CP949, 9L));
    assertThat(summary(Status.FINISHED, korean).table())
        .endsWith("\n  the input looks like CP949: add `--encoding cp949`\n");
  }

  @Test
  void keysThatLookTheSameAreNamed() {
    Ledger ledger = ledger(1, 0).plus(Map.of("alike.type 'a' and 'a\\u200b'", 1L));
    assertThat(summary(Status.FINISHED, ledger).table())
        .endsWith("duplicate\n  two keys that look the same: type 'a' and 'a\\u200b'\n");
    assertThat(summary(Status.FINISHED, ledger).json())
        .contains(",\"alikeKeys\":[\"type 'a' and 'a\\\\u200b'\"],");
  }

  private static Summary summary(Status status, Ledger ledger) {
    return new Summary("a-job", status, Optional.of(ledger), List.of(), Duration.ofSeconds(2));
  }

  private static Ledger ledger(long accepted, long rejected) {
    return new Ledger(
        Map.of(
            Ledger.READ,
            accepted + rejected,
            Ledger.ACCEPTED,
            accepted,
            Ledger.emitted("totals"),
            7L,
            Ledger.rejected(RejectReason.MISSING_VALUE),
            rejected));
  }

  private static Ledger badEncoding(long accepted, long broken) {
    return new Ledger(
        Map.of(
            Ledger.READ,
            accepted + broken,
            Ledger.ACCEPTED,
            accepted,
            Ledger.rejected(RejectReason.BAD_ENCODING),
            broken));
  }
}
