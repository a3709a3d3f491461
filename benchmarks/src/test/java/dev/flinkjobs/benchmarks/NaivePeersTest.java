package dev.flinkjobs.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Their results are right. */
class NaivePeersTest {
  private static final String TRANSACTIONS = Path.of("../data/clean-transactions.csv").toString();

  @TempDir private Path directory;

  private String output() {
    return directory.resolve("out").toString();
  }

  @Test
  void totalsAreThoseOfTheGenerator() throws Exception {
    NaiveTotals.main(new String[] {TRANSACTIONS, output(), "2"});
    assertThat(
            CheckTotals.difference(
                FinalTotals.expected(Path.of(TRANSACTIONS + ".expected.json")),
                FinalTotals.written(Path.of(output())),
                false,
                true))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"transaction_id", "transaction_type"})
  void windowsAreThoseOfALoop(String key) throws Exception {
    NaiveWindows.main(new String[] {TRANSACTIONS, output(), "2", key, "hashmap"});
    assertThat(
            CheckWindows.differenceOfAverages(
                CheckWindows.expected(Path.of(TRANSACTIONS), key),
                CheckWindows.lines(Path.of(output()))))
        .isNull();
  }

  @Test
  void parcelsInEitherLanguageAndAnyCompositionAreRouted() throws Exception {
    Path parcels = directory.resolve("parcels.csv");
    Files.writeString(
        parcels,
        "weight_kg,address,refrigerated\n25,서울,예\n5,강원도 "
            + Normalizer.normalize("산간", Normalizer.Form.NFD)
            + ",FALSE\n5,부산,아니오\n");
    NaiveParcels.main(new String[] {parcels.toString(), output(), "2"});
    Map<String, Long> routes = Map.of("heavy", 1L, "remote", 1L, "cold", 1L, "normal", 1L);
    assertThat(CheckRoutes.written(Path.of(output()), routes, false)).isEqualTo(routes);
  }

  private static Map<String, CheckWindows.Values> right() {
    return new HashMap<>(
        Map.of(
            "a@0", new CheckWindows.Values(new BigDecimal("3"), 2),
            "b@0", new CheckWindows.Values(new BigDecimal("0.1"), 1),
            "a@5000", new CheckWindows.Values(new BigDecimal("7"), 1)));
  }

  @Test
  void averagesOfAWindowComeInAnyOrder() {
    assertThat(
            CheckWindows.differenceOfAverages(
                right(), List.of("4999,1.5", "9999,7.0", "4999,0.1000000000000000055")))
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"4999,1.5 9999,7.0", "4999,1.5 4999,0.2 9999,7.0", "4999,1.5 4999,0.1 4999,7.0"})
  void averagesThatAreMissingWrongOrElsewhereAreFound(String lines) {
    assertThat(CheckWindows.differenceOfAverages(right(), List.of(lines.split(" ")))).isNotNull();
  }
}
