package dev.flinkjobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flinkjobs.generate.sql.GenerateBehaviorsOptions;
import dev.flinkjobs.generate.sql.GenerateFinanceOptions;
import dev.flinkjobs.generate.sql.GenerateSalesOptions;
import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.options.CommandOptions;
import dev.flinkjobs.options.OptionsDocs;
import dev.flinkjobs.options.Texts;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.testing.OptionsContract;
import dev.flinkjobs.testing.TestsOption;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlOptionsTest {

  static Stream<CommandOptions> commands() {
    return Stream.of(
        new SectorSummaryOptions(),
        new SalesSummaryOptions(),
        new BehaviorStatsOptions(),
        new SqlTotalsOptions(),
        new SqlWindowAveragesOptions(),
        new GenerateFinanceOptions(),
        new GenerateSalesOptions(),
        new GenerateBehaviorsOptions());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyTextIsThereInBothLanguages(CommandOptions options) {
    assertThat(Texts.faults(options)).isEmpty();
  }

  @Test
  void everyOptionIsTested() {
    TreeSet<String> names = new TreeSet<>();
    names.addAll(OptionsDocs.names(new SectorSummaryOptions(), SqlOptions.class));
    names.addAll(OptionsDocs.names(new SectorSummaryOptions(), HourlyOptions.class));
    names.addAll(OptionsDocs.names(new SqlWindowAveragesOptions(), SqlWindowAveragesOptions.class));
    OptionsContract.everyOptionIsTested(names, SqlOptionsTest.class);
  }

  @Test
  @TestsOption("--mode")
  void summariesAreBatchAndBehaviorsAStreamUnlessTheOtherIsAskedFor() {
    assertThat(parse(new SectorSummaryOptions()).isBatch()).isTrue();
    assertThat(parse(new SalesSummaryOptions(), "--mode", "streaming").isBatch()).isFalse();
    assertThat(parse(new BehaviorStatsOptions()).isBatch()).isFalse();
    assertThat(parse(new BehaviorStatsOptions(), "--mode", "batch").isBatch()).isTrue();
    assertThat(faults(new SectorSummaryOptions(), "--mode", "steaming"))
        .containsExactly(
            "--mode: 'steaming' is not allowed; allowed: batch, streaming (did you mean streaming?)");
  }

  @Test
  @TestsOption("--window")
  void windowsAreThoseThatThereAreScriptsFor() {
    assertThat(parse(new SectorSummaryOptions()).query().script()).isEqualTo("sector-summary");
    assertThat(parse(new SalesSummaryOptions(), "--window", "1h").query().script())
        .isEqualTo("sales-summary-hourly");
    assertThat(faults(new SectorSummaryOptions(), "--window", "2h"))
        .containsExactly("--window: '2h' is not allowed; allowed: none, 1h (did you mean 1h?)");
    assertThat(parse(new SqlWindowAveragesOptions()).query().script()).isEqualTo("window-averages");
    assertThat(parse(new SqlWindowAveragesOptions(), "--window", "hop").query().script())
        .isEqualTo("window-averages-hop");
    assertThat(
            parse(new SqlWindowAveragesOptions(), "--window", "session", "--mode", "streaming")
                .query()
                .script())
        .isEqualTo("window-averages-session");
    assertThat(faults(new SqlWindowAveragesOptions(), "--window", "session"))
        .containsExactly(
            "--window session: SQL has sessions in streaming mode only; add --mode streaming");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1w", "1mo"})
  void weeksAndMonthsAreNotOfSql(String window) {
    assertThat(faults(new SqlWindowAveragesOptions(), "--window", window))
        .containsExactly(
            "--window: '"
                + window
                + "' is not allowed; allowed: tumble, hop, session, 1d; SQL has no windows of weeks"
                + " and months: take window-averages");
  }

  @Test
  @TestsOption("--zone")
  void daysAreThoseOfTheZoneAndOtherWindowsTheSameEverywhere() {
    ZoneId seoul = ZoneId.of("Asia/Seoul");
    assertThat(parse(new SqlWindowAveragesOptions()).times()).isEqualTo(SqlTimes.UTC);
    assertThat(parse(new SqlWindowAveragesOptions(), "--zone", "Asia/Seoul").times())
        .isEqualTo(new SqlTimes(seoul, ZoneOffset.UTC));
    assertThat(
            parse(new SqlWindowAveragesOptions(), "--zone", "Asia/Seoul", "--window", "1d").times())
        .isEqualTo(new SqlTimes(seoul, seoul));
    assertThat(faults(new SqlWindowAveragesOptions(), "--zone", "Asia/Soul"))
        .containsExactly(
            "--zone: 'Asia/Soul' is not allowed; allowed: a zone such as UTC, Asia/Seoul or"
                + " Europe/Berlin, or an offset such as +09:00 (did you mean Asia/Seoul?)");
  }

  private static <O extends SqlOptions> O parse(O options, String... args) {
    assertThat(CommandLineParser.parse(options, args, new StringBuilder())).isTrue();
    return options;
  }

  private static List<String> faults(SqlOptions options, String... args) {
    return catchThrowableOfType(UsageException.class, () -> parse(options, args)).messages();
  }
}
