package dev.flinkjobs.generate.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.flinkjobs.record.RejectReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionGeneratorTest {
  private static final Pattern ROW_START =
      Pattern.compile(
          "^(\\d{4,}),(\\d{4}-\\d{2}-\\d{2}) (\\d{2}:\\d{2}:\\d{2}),", Pattern.MULTILINE);

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    String[] args = dirty("--rows", "20000", "--seed", "7");
    assertThat(Generated.by(args).csv()).isEqualTo(Generated.by(args).csv());
  }

  @Test
  void anotherSeedGivesOtherRows() throws IOException {
    assertThat(Generated.by("--rows", "10", "--seed", "1").csv())
        .isNotEqualTo(Generated.by("--rows", "10", "--seed", "2").csv());
  }

  @Test
  void moreRowsGoOnWhereFewerEnd() throws IOException {
    String few = text(Generated.by(dirty("--rows", "1000")));
    String more = text(Generated.by(dirty("--rows", "2000")));
    assertThat(more).startsWith(few);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void whatIsExpectedIsWhatAnotherReaderFinds(int seed) throws IOException {
    Generated generated =
        Generated.by(dirty("--rows", "20000", "--seed", "" + seed, "--keys", "" + 3 * seed));
    assertThat(generated.expected()).isEqualTo(ReferenceReader.read(generated.csv()));
  }

  @Test
  void badRowsAreBadForEveryReasonThatTheJobCanGive() throws IOException {
    Generated generated = Generated.by("--rows", "10000", "--bad-rate", "1");
    assertThat(generated.expected()).isEqualTo(ReferenceReader.read(generated.csv()));
    assertThat(generated.expected().rejected().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(RejectReason.values())
                // Columns of other types than text and number.
                .filter(reason -> reason != RejectReason.NOT_A_TIMESTAMP)
                .filter(reason -> reason != RejectReason.TOO_FAR_IN_THE_FUTURE)
                .filter(reason -> reason != RejectReason.BAD_JSON)
                .filter(reason -> reason != RejectReason.RESULT_TOO_LARGE)
                .filter(reason -> reason != RejectReason.DUPLICATE)
                .filter(reason -> reason != RejectReason.NOT_A_BOOLEAN)
                .map(RejectReason::text)
                .toList());
  }

  @Test
  void noRowsAreAHeaderAlone() throws IOException {
    Generated generated = Generated.by("--rows", "0");
    assertThat(text(generated)).isEqualTo(Transaction.HEADER);
    assertThat(generated.expected()).isEqualTo(ReferenceReader.read(generated.csv()));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.02, 0", "0, 0.1", "0.5, 0.5", "0.3, 0.05"})
  void ratesAreSharesOfAllRows(double badRate, double duplicates) throws IOException {
    int rows = 50_000;
    Results expected =
        Generated.by(
                "--rows", "" + rows, "--bad-rate", "" + badRate, "--duplicates", "" + duplicates)
            .expected();
    long bad = expected.rows() - expected.accepted();
    assertThat(expected.rows()).isEqualTo(rows);
    assertThat((double) bad / rows).isCloseTo(badRate, within(badRate * 0.1));
    assertThat((double) expected.duplicates() / rows)
        .isCloseTo(duplicates, within(duplicates * 0.1));
  }

  @Test
  void withoutDisorderTimeNeverGoesBack() throws IOException {
    assertThat(times(Generated.by("--rows", "5000"))).isSorted();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 3600})
  void withDisorderTimeGoesBackAsFarAsThatAndNotFurther(int seconds) throws IOException {
    LocalDateTime latest = LocalDateTime.MIN;
    Duration furthest = Duration.ZERO;
    for (LocalDateTime time : times(Generated.by("--rows", "20000", "--disorder", seconds + "s"))) {
      if (time.isAfter(latest)) {
        latest = time;
      } else if (Duration.between(time, latest).compareTo(furthest) > 0) {
        furthest = Duration.between(time, latest);
      }
    }
    assertThat(furthest.toSeconds()).isBetween((long) (seconds * 0.9), (long) seconds).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 500})
  void aSecondHasAsManyRowsOnAverageAsAskedFor(int rowsPerSecond) throws IOException {
    List<LocalDateTime> times =
        times(Generated.by("--rows", "20000", "--rows-per-second", "" + rowsPerSecond));
    Duration all = Duration.between(times.get(0), times.get(times.size() - 1));
    assertThat(times).isSorted();
    assertThat(20_000.0 / all.toSeconds()).isCloseTo(rowsPerSecond, withinPercentage(5));
  }

  @Test
  void repeatedRowsAreTheWholeRowOnceMoreAndOthersHaveIdsOfTheirOwn() throws IOException {
    Generated generated = Generated.by("--rows", "20000", "--duplicates", "0.1");
    List<String> ids = rowStarts(generated).map(row -> row.group(1)).toList();
    List<String> rows = rowStarts(generated).map(MatchResult::group).toList();
    long repeated = generated.expected().duplicates();
    assertThat(repeated).isPositive();
    assertThat(rows).hasSize(20_000);
    assertThat(rows.stream().distinct()).hasSize((int) (20_000 - repeated));
    assertThat(ids.stream().distinct()).hasSize((int) (20_000 - repeated));
  }

  @ParameterizedTest
  @CsvSource({
    "1, Deposit",
    "3, Deposit Payment Transfer",
    "6, Deposit Payment Transfer Type-0005 Type-0006 Withdrawal"
  })
  void keysAreTheNumberOfTypes(String keys, String types) throws IOException {
    assertThat(types(Generated.by("--rows", "1000", "--keys", keys))).isEqualTo(types);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.5", "1"})
  void theHotShareOfRowsHasTheFirstTypeBesideThoseThatDrawIt(String share) throws IOException {
    Generated generated = Generated.by("--rows", "20000", "--keys", "8", "--hot-share", share);
    double hot = Double.parseDouble(share);
    assertThat(text(generated).lines().filter(line -> line.contains(",Deposit,")).count())
        .isCloseTo((long) (20_000 * (hot + (1 - hot) / 8)), withinPercentage(5));
  }

  @Test
  void everyOneOfManyKeysIsDrawn() throws IOException {
    Generated generated = Generated.by("--rows", "300000", "--keys", "20000");
    assertThat(generated.expected().totals())
        .hasSize(20_000)
        .anyMatch(line -> line.startsWith("Type-20000,"))
        .anyMatch(line -> line.startsWith("Type-0999,"));
  }

  @Test
  void millionsOfKeysHaveAnAccountToo() throws IOException {
    Generated generated = Generated.by("--rows", "1000", "--keys", "2000000");
    assertThat(generated.expected()).isEqualTo(ReferenceReader.read(generated.csv()));
    assertThat(generated.expected().totals()).hasSizeGreaterThan(990);
  }

  @Test
  void newsHaveQuotesCommasLineBreaksAndKorean() throws IOException {
    assertThat(text(Generated.by("--rows", "1000")))
        .contains("\"Analysts say \"\"buy\"\" after earnings\"\n")
        .contains("\"Oil, gold and copper fall\"\n")
        .contains("\"Markets at a glance:\nstocks up, bonds down\"\n")
        .contains("\"장 마감 시황\r\n코스닥 상승, 원화 약세\"\n")
        .contains("한국은행 기준금리 동결\n");
  }

  @Test
  void amountsAreOfSeveralScalesAndSigns() throws IOException {
    List<String> amounts =
        text(Generated.by("--rows", "5000"))
            .lines()
            .filter(line -> line.matches("\\d{4,},.*"))
            .map(line -> line.split(",", -1)[4])
            .toList();
    assertThat(amounts.stream().map(amount -> amount.replaceAll("^-?\\d+[.]?", "").length()))
        .contains(0, 1, 2, 3);
    assertThat(amounts.stream().filter(amount -> amount.matches("-?\\d+[.]\\d\\d")))
        .hasSizeGreaterThan(amounts.size() / 2);
    assertThat(amounts).anyMatch(amount -> amount.startsWith("-"));
  }

  /** Everything that a generated file can have. */
  private static String[] dirty(String... more) {
    return Stream.concat(
            Stream.of("--bad-rate", "0.3", "--disorder", "3s", "--duplicates", "0.05"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private static String text(Generated generated) {
    return new String(generated.csv(), StandardCharsets.UTF_8);
  }

  private static Stream<MatchResult> rowStarts(Generated generated) {
    return ROW_START.matcher(text(generated)).results();
  }

  private static List<LocalDateTime> times(Generated generated) {
    return rowStarts(generated)
        .map(row -> LocalDateTime.parse(row.group(2) + "T" + row.group(3)))
        .toList();
  }

  private static String types(Generated generated) {
    return generated.expected().totals().stream()
        .map(line -> line.substring(0, line.indexOf(',')))
        .collect(Collectors.joining(" "));
  }
}
