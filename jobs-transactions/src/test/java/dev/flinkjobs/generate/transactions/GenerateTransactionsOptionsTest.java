package dev.flinkjobs.generate.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.options.OptionsDocs;
import dev.flinkjobs.options.Texts;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.testing.OptionsContract;
import dev.flinkjobs.testing.TestsOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenerateTransactionsOptionsTest {
  @Test
  void everyOptionIsTested() {
    OptionsContract.everyOptionIsTested(
        OptionsDocs.names(new GenerateTransactionsOptions(), GenerateTransactionsOptions.class),
        GenerateTransactionsOptionsTest.class);
  }

  @Test
  void everyOptionHasTextsInAllLanguages() {
    assertThat(Texts.faults(new GenerateTransactionsOptions())).isEmpty();
  }

  @Test
  @TestsOption("--duplicates")
  void ratesAreSharesThatDoNotAddUpToMoreThanAllRows() {
    assertThat(options("--rows", "1").duplicates()).isZero();
    assertThat(options("--rows", "1", "--duplicates", "1").duplicates()).isEqualTo(1);
    assertThat(faults("--rows", "1", "--out", "x.csv", "--bad-rate", "2%", "--duplicates", "1.5"))
        .containsExactlyInAnyOrder(
            "--bad-rate: '2%' is not allowed; allowed: a number from 0 to 1, such as 0.02",
            "--duplicates: '1.5' is not allowed; allowed: a number from 0 to 1, such as 0.01");
    assertThat(faults("--rows", "1", "--out", "x.csv", "--bad-rate", "0.6", "--duplicates", "0.5"))
        .containsExactly(
            "--bad-rate and --duplicates add up to more than 1; they are shares of all rows");
  }

  @Test
  @TestsOption("--disorder")
  void disorderIsWholeSeconds() {
    assertThat(options("--rows", "1").disorder()).isZero();
    assertThat(options("--rows", "1", "--disorder", "2000ms").disorder())
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(faults("--rows", "1", "--out", "x.csv", "--disorder", "1500ms"))
        .containsExactly(
            "--disorder: '1500ms' is not allowed; allowed: whole seconds, since timestamps have no"
                + " fractions");
    assertThat(faults("--rows", "1", "--out", "x.csv", "--disorder", "366d"))
        .containsExactly("--disorder: '366d' is not allowed; allowed: at most 365d");
  }

  @Test
  @TestsOption("--keys")
  void keysAreFourUnlessGiven() {
    assertThat(options("--rows", "1").keys()).isEqualTo(4);
    assertThat(options("--rows", "1", "--keys", "1000000").keys()).isEqualTo(1_000_000);
    assertThat(faults("--rows", "1", "--out", "x.csv", "--keys", "0"))
        .containsExactly(
            "--keys: '0' is not allowed; allowed: a whole number from 1 to 10,000,000");
    assertThat(faults("--rows", "1", "--out", "x.csv", "--keys", "10000001"))
        .containsExactly(
            "--keys: '10000001' is not allowed; allowed: a whole number from 1 to 10,000,000");
  }

  @Test
  @TestsOption("--hot-share")
  void noTypeIsHotUnlessGiven() {
    assertThat(options("--rows", "1").hotShare()).isZero();
    assertThat(options("--rows", "1", "--hot-share", "0.9").hotShare()).isEqualTo(0.9);
    assertThat(faults("--rows", "1", "--out", "x.csv", "--hot-share", "1.5"))
        .containsExactly(
            "--hot-share: '1.5' is not allowed; allowed: a number from 0 to 1, such as 0.9");
  }

  @Test
  @TestsOption("--rows-per-second")
  void aSecondHasOneRowUnlessGiven() {
    assertThat(options("--rows", "1").rowsPerSecond()).isEqualTo(1);
    assertThat(options("--rows", "1", "--rows-per-second", "1000").rowsPerSecond()).isEqualTo(1000);
    assertThat(faults("--rows", "1", "--out", "x.csv", "--rows-per-second", "0.5"))
        .containsExactly("--rows-per-second: '0.5' is not allowed; allowed: a whole number from 1");
  }

  @Test
  void allFaultsAreNamedTogether() {
    assertThat(faults("--row", "9", "--out", "-", "--disorder", "1500ms", "--keys", "x"))
        .hasSize(5)
        .anySatisfy(fault -> assertThat(fault).contains("did you mean --rows?"))
        .anySatisfy(fault -> assertThat(fault).startsWith("--rows is missing"))
        .anySatisfy(fault -> assertThat(fault).startsWith("--out -: "))
        .anySatisfy(fault -> assertThat(fault).startsWith("--disorder: '1500ms'"))
        .anySatisfy(fault -> assertThat(fault).startsWith("--keys: 'x'"));
  }

  @Test
  void helpShowsWhatIsRequiredWithoutADefault() {
    StringBuilder out = new StringBuilder();
    CommandLineParser.parse(
        new GenerateTransactionsOptions(), new String[] {"--help", "--lang", "en"}, out);
    assertThat(out)
        .contains("Required.\n      Unit: rows · Example: --rows 1000000")
        .contains("Default: 4 · Unit: types · Example: --keys 1000000");
  }

  private static GenerateTransactionsOptions options(String... args) {
    boolean hasOut = Arrays.asList(args).contains("--out");
    return hasOut ? parsed(args) : Generated.options(args);
  }

  private static GenerateTransactionsOptions parsed(String... args) {
    GenerateTransactionsOptions options = new GenerateTransactionsOptions();
    assertThat(CommandLineParser.parse(options, args, new StringBuilder())).isTrue();
    return options;
  }

  private static List<String> faults(String... args) {
    return catchThrowableOfType(UsageException.class, () -> parsed(args)).messages();
  }
}
