package dev.flinkjobs.basics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.options.OptionsDocs;
import dev.flinkjobs.options.Texts;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.testing.OptionsContract;
import dev.flinkjobs.testing.TestsOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BasicsOptionsTest {

  @Test
  void everyTextIsThereInBothLanguages() {
    assertThat(Texts.faults(new WordCountOptions())).isEmpty();
    assertThat(Texts.faults(new FileLinesOptions())).isEmpty();
  }

  @Test
  void everyOptionIsTested() {
    OptionsContract.everyOptionIsTested(
        OptionsDocs.names(new WordCountOptions(), WordCountOptions.class), BasicsOptionsTest.class);
    assertThat(OptionsDocs.names(new FileLinesOptions(), FileLinesOptions.class)).isEmpty();
  }

  @Test
  @TestsOption("--window")
  void aWindowIsFiveSecondsUnlessAnotherSizeIsGiven() {
    assertThat(parse().window()).isEqualTo(Duration.ofSeconds(5));
    assertThat(parse("--window", "1m").window()).isEqualTo(Duration.ofMinutes(1));
    assertThat(faults("--window", "5"))
        .containsExactly(
            "--window: '5' is not allowed; allowed: a duration such as 500ms, 1s, 5m, 1h or 1d");
    assertThat(faults("--window", "0s"))
        .containsExactly(
            "--window: '0s' is not allowed; allowed: a duration of 1ms or more such as 5s");
  }

  @Test
  @TestsOption("--keep-case")
  void caseIsFoldedUnlessItIsKept() {
    assertThat(parse().keepCase()).isFalse();
    assertThat(parse("--keep-case").keepCase()).isTrue();
  }

  @Test
  void linesHaveNoDelimiter() {
    assertThat(faults("--delimiter", "tab"))
        .containsExactly("unknown option --delimiter; see --help");
    StringBuilder help = new StringBuilder();
    CommandLineParser.parse(new FileLinesOptions(), new String[] {"--help"}, help);
    assertThat(help).contains("--input").doesNotContain("--delimiter");
  }

  private static WordCountOptions parse(String... args) {
    WordCountOptions options = new WordCountOptions();
    assertThat(CommandLineParser.parse(options, args, new StringBuilder())).isTrue();
    return options;
  }

  private static List<String> faults(String... args) {
    return catchThrowableOfType(UsageException.class, () -> parse(args)).messages();
  }
}
