package dev.flinkjobs.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.options.DurationConverter;
import dev.flinkjobs.options.OptionsDocs;
import dev.flinkjobs.options.Texts;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.record.GroupKey;
import dev.flinkjobs.testing.OptionsContract;
import dev.flinkjobs.testing.TestsOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowAveragesOptionsTest {
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  @Test
  void everyTextIsThereInBothLanguages() {
    assertThat(Texts.faults(new WindowAveragesOptions())).isEmpty();
  }

  @Test
  void everyOptionIsTested() {
    OptionsContract.everyOptionIsTested(
        OptionsDocs.names(new WindowAveragesOptions(), WindowAveragesOptions.class),
        WindowAveragesOptionsTest.class);
  }

  @Test
  @TestsOption("--window")
  void windowsAreTumblingUnlessOthersAreGiven() {
    assertThat(parse().windows()).isEqualTo(Windows.tumbling(Duration.ofSeconds(5)));
    assertThat(parse("--window", "sliding:10s/5s").windows())
        .isEqualTo(Windows.sliding(Duration.ofSeconds(10), Duration.ofSeconds(5)));
    assertThat(parse("--window", "session:1m").windows())
        .isEqualTo(Windows.session(Duration.ofMinutes(1)));
  }

  @Test
  void ofSessionsTheLatenessStaysAsItWas() {
    assertThat(faults("--window", "session:1m", "--accept-changed", "--allowed-lateness"))
        .containsExactly(
            "--accept-changed --allowed-lateness: expired sessions are not stored, so late rows"
                + " would open new ones; give the value of the savepoint, or use other windows");
    assertThat(parse("--accept-changed", "--allowed-lateness,--max-delay").acceptChanged())
        .containsExactlyInAnyOrder("--allowed-lateness", "--max-delay");
  }

  @Test
  void aZoneMeansTheSameByEachOfItsNames() {
    assertThat(parse("--zone", "Etc/UTC", "--window", "tumbling:5000ms").meaning())
        .isEqualTo(parse().meaning());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tumbling:5s",
        "sliding:10s/5s",
        "session:1m",
        "session:1d",
        "tumbling:1h",
        "tumbling:1d",
        "tumbling:1w",
        "tumbling:1mo",
        "tumbling:24h",
        "tumbling:60m",
        "sliding:48h/24h",
        "sliding:1h/15m"
      })
  @TestsOption("--window")
  void windowsAreShownAsTheyAreGiven(String given) {
    assertThat(parse("--window", given).windows()).hasToString(given);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5s",
        "tumbling",
        "tumbling:",
        "tumbling:0s",
        "tumbling:5",
        "tumbling:10s/5s",
        "sliding:10s",
        "sliding:10s/",
        "sliding:10s/0s",
        "sliding:5s/10s",
        "session:1m/1m",
        "hopping:1m"
      })
  @TestsOption("--window")
  void anyOtherWindowIsAFault(String given) {
    assertThat(faults("--window", given))
        .singleElement()
        .asString()
        .startsWith(
            "--window: '"
                + given
                + "' is not allowed; allowed: tumbling:SIZE, sliding:SIZE/SLIDE or session:GAP");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tumbling:2d",
        "tumbling:0d",
        "tumbling:2w",
        "tumbling:12mo",
        "sliding:1d/1h",
        "sliding:1w/1d",
        "sliding:24h/1d",
        "sliding:1mo/1w"
      })
  @TestsOption("--window")
  void windowsOfTheCalendarAreOneDayWeekOrMonthAfterAnother(String given) {
    assertThat(faults("--window", given))
        .containsExactly(
            "--window: '"
                + given
                + "' is not allowed; allowed: of the calendar of --zone tumbling:1h, tumbling:1d,"
                + " tumbling:1w and tumbling:1mo, one at a time; a fixed length is in hours or"
                + " less, such as tumbling:48h or sliding:24h/1h");
  }

  @Test
  @TestsOption({"--key", "--time", "--value"})
  void theExercisesColumnsAreReadUnlessOthersAreGiven() {
    assertThat(parse().decoder(CLOCK).columns())
        .containsExactly("transaction_id", "timestamp", "amount");
    assertThat(parse("--key", "a,b", "--time", "at", "--value", "price").decoder(CLOCK).columns())
        .containsExactly("a", "b", "at", "price");
  }

  @Test
  @TestsOption("--time")
  void aRowMayHaveTheTimeAtWhichItWasReadInPlaceOfAColumn() {
    assertThat(parse("--time", "@arrival").decoder(CLOCK).columns())
        .containsExactly("transaction_id", "amount");
    assertThat(parse("--time", "@arrival").isOnArrival()).isTrue();
    assertThat(parse("--time", "arrival").decoder(CLOCK).columns()).contains("arrival");
    assertThat(parse("--time", "@timestamp").decoder(CLOCK).columns()).contains("@timestamp");
    StringBuilder help = new StringBuilder();
    CommandLineParser.parse(
        new WindowAveragesOptions(), new String[] {"--help", "--lang", "en"}, help);
    assertThat(help.toString().replaceAll("\\s+", " "))
        .contains("@arrival = the time at which the row was read")
        .contains("such a result is not reproducible");
  }

  @Test
  @TestsOption({
    "--time",
    "--max-delay",
    "--allowed-lateness",
    "--idle-after",
    "--max-future",
    "--now",
    "--diagnose"
  })
  void whatTakesTimesOfRowsMeansNothingWhereTheyHaveNone() {
    String why =
        ": means nothing with --time @arrival, where the clock decides when a window ends; leave it"
            + " out";
    assertThat(
            faults(
                ("--time @arrival --max-delay 5s --allowed-lateness 1s --idle-after 1s"
                        + " --max-future off --now 2024-05-11T10:00:00Z --diagnose")
                    .split(" ")))
        .containsExactly(
            "--allowed-lateness" + why,
            "--diagnose" + why,
            "--idle-after" + why,
            "--max-delay" + why,
            "--max-future" + why,
            "--now" + why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--key count|--key count: results have a column of that name; rename the input's",
        "--key window_start|--key window_start: results have a column of that name; rename the"
            + " input's",
        "--key timestamp|--time timestamp: is in --key too; a column is one or the other",
        "--key amount|--value amount: is in --key too; a column is one or the other",
        "--value timestamp|--value timestamp: is --time too; a column is one or the other"
      })
  @TestsOption({"--key", "--time", "--value"})
  void aColumnIsOneThing(String given, String fault) {
    assertThat(faults(given.split(" "))).containsExactly(fault);
  }

  @Test
  @TestsOption("--aggregate")
  void valuesAreAveragedUnlessOtherwiseSaid() {
    assertThat(parse().aggregate()).isEqualTo(Aggregate.AVERAGE);
    assertThat(parse("--aggregate", "max").aggregate()).isEqualTo(Aggregate.MAX);
    assertThat(faults("--aggregate", "avrage"))
        .containsExactly(
            "--aggregate: 'avrage' is not allowed; allowed: average, sum, count, min, max"
                + " (did you mean average?)");
  }

  @Test
  @TestsOption({"--max-delay", "--allowed-lateness", "--idle-after"})
  void rowsMayBeASecondLateAndAreWaitedForNoLongerUnlessOtherwiseSaid() {
    assertThat(parse().eventTime().maxDelay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(parse().lateness()).isZero();
    assertThat(parse().eventTime().idleAfter()).isEqualTo(Duration.ofSeconds(30));
    WindowAveragesOptions options =
        parse("--max-delay", "1m", "--allowed-lateness", "1h", "--idle-after", "5s");
    assertThat(options.eventTime().maxDelay()).isEqualTo(Duration.ofMinutes(1));
    assertThat(options.lateness()).isEqualTo(Duration.ofHours(1));
    assertThat(options.eventTime().idleAfter()).isEqualTo(Duration.ofSeconds(5));
    assertThat(faults("--max-delay", "-1s", "--allowed-lateness", "x", "--idle-after", ""))
        .hasSize(3);
  }

  @Test
  @TestsOption("--window")
  void aRowIsInNoMoreWindowsThanFlinkAllows() {
    assertThat(parse("--window", "sliding:10000s/1ms").windows())
        .isEqualTo(Windows.sliding(Duration.ofSeconds(10_000), Duration.ofMillis(1)));
    assertThat(faults("--window", "sliding:24h/1ms"))
        .containsExactly(
            "--window: 'sliding:24h/1ms' is not allowed; allowed: sliding:SIZE/SLIDE with a SIZE of"
                + " at most 10,000,000 times the SLIDE");
  }

  @ParameterizedTest
  @CsvSource({
    "tumbling:5s, 0s, 5s",
    "tumbling:5s, 7s, 1s",
    "sliding:10s/4s, 0s, 2s",
    "session:1m, 0s, 1ms",
  })
  @TestsOption({"--window", "--allowed-lateness"})
  void theWatermarkMovesAsOftenAsWindowsNeedIt(String windows, String lateness, String slice) {
    assertThat(parse("--window", windows, "--allowed-lateness", lateness).eventTime().slice())
        .isEqualTo(DurationConverter.parse(slice));
  }

  @Test
  @TestsOption("--zone")
  void timesAreOfUtcUnlessAZoneIsGiven() {
    WindowResult result =
        new WindowResult(GroupKey.of("a"), 0, 5000, AggregateResult.of(Decimal.ZERO, 0), 1);
    assertThat(detail(result)).endsWith("[1970-01-01T00:00:00Z, 1970-01-01T00:00:05Z)");
    assertThat(detail(result, "--zone", "Asia/Seoul"))
        .endsWith("[1970-01-01T09:00:00+09:00, 1970-01-01T09:00:05+09:00)");
    assertThat(faults("--zone", "Asia/Soul"))
        .containsExactly(
            "--zone: 'Asia/Soul' is not allowed; allowed: a zone such as UTC, Asia/Seoul or"
                + " Europe/Berlin, or an offset such as +09:00 (did you mean Asia/Seoul?)");
  }

  private static String detail(WindowResult result, String... args) {
    String[] detailed = Arrays.copyOf(args, args.length + 4);
    detailed[args.length] = "--print";
    detailed[args.length + 1] = "detail";
    detailed[args.length + 2] = "--aggregate";
    detailed[args.length + 3] = "count";
    return parse(detailed).windowFormat().print(result);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1h", "0s", "off"})
  @TestsOption("--max-future")
  void aTimeMayBeSoFarAhead(String given) {
    assertThat(MaxFuture.parse(given)).hasToString(given);
    assertThat(parse("--max-future", given)).isNotNull();
  }

  @Test
  @TestsOption("--max-future")
  void howFarAheadIsADurationOrOff() {
    assertThat(faults("--max-future", "of"))
        .containsExactly(
            "--max-future: 'of' is not allowed; allowed: off, or a duration such as 500ms, 1s, 5m,"
                + " 1h or 1d (did you mean off?)");
  }

  @Test
  @TestsOption("--now")
  void theClockIsATimeWithItsOffset() {
    assertThat(parse("--now", "2024-05-11T10:00:00+09:00")).isNotNull();
    assertThat(faults("--now", "2024-05-11 10:00:00"))
        .containsExactly(
            "--now: '2024-05-11 10:00:00' is not allowed; allowed: a time with its offset such as"
                + " 2024-05-11T10:00:00Z");
  }

  @Test
  @TestsOption("--diagnose")
  void windowsAreDiagnosedIfThatIsAskedFor() {
    assertThat(parse().diagnosisDelay()).isEmpty();
    assertThat(parse("--diagnose", "--max-delay", "3s").diagnosisDelay())
        .contains(Duration.ofSeconds(3));
  }

  @Test
  @TestsOption("--print")
  void theResultAloneIsPrintedUnlessDetailIsAskedFor() {
    assertThat(parse("--print", "detail")).isNotNull();
    assertThat(faults("--print", "details"))
        .containsExactly(
            "--print: 'details' is not allowed; allowed: result, detail (did you mean detail?)");
  }

  @Test
  @TestsOption({"--late", "--alerts", "--alert-above", "--alert-below"})
  void alertsHaveAnOutputWhereThereIsAThreshold() {
    assertThat(parse().late()).contains("print");
    assertThat(parse("--late", "files:late").late()).contains("files:late");
    assertThat(parse().furtherOutputs()).isEmpty();
    assertThat(parse("--alert-below", "-1.5").furtherOutputs())
        .isEqualTo(Map.of("--alerts", "print"));
    assertThat(parse("--alert-above", "100", "--alerts", "files:alerts").furtherOutputs())
        .containsEntry("--alerts", "files:alerts");
    assertThat(faults("--alerts", "files:alerts"))
        .containsExactly("--alerts files:alerts: needs a threshold, e.g. --alert-above 1000");
    assertThat(faults("--alert-above", "1,000"))
        .containsExactly("--alert-above: '1,000' is not allowed; allowed: a number such as 1000");
  }

  @Test
  @TestsOption("--trace")
  void theNameOfATraceSaysItsForm() {
    assertThat(parse("--trace", "t.animated.svg").trace()).contains(Path.of("t.animated.svg"));
    assertThat(faults("--trace", "t.SVG", "-p", "3")).hasSize(2);
    assertThat(parse("--trace", "t.json").eventTime().slice()).isEqualTo(Duration.ofMillis(1));
  }

  private static List<String> faults(String... args) {
    return assertThrowsExactly(UsageException.class, () -> parse(args)).messages();
  }

  private static WindowAveragesOptions parse(String... args) {
    WindowAveragesOptions options = new WindowAveragesOptions();
    CommandLineParser.parse(options, args, new StringBuilder());
    return options;
  }
}
