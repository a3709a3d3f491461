package dev.flinkjobs.parcels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.options.Lang;
import dev.flinkjobs.options.OptionsDocs;
import dev.flinkjobs.options.Texts;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.record.Decimal;
import dev.flinkjobs.testing.OptionsContract;
import dev.flinkjobs.testing.TestsOption;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParcelRoutingOptionsTest {

  @Test
  void everyTextIsThereInBothLanguages() {
    assertThat(Texts.faults(new ParcelRoutingOptions())).isEmpty();
  }

  @Test
  void everyOptionIsTested() {
    OptionsContract.everyOptionIsTested(
        OptionsDocs.names(new ParcelRoutingOptions(), ParcelRoutingOptions.class),
        ParcelRoutingOptionsTest.class);
  }

  @Test
  @TestsOption("--heavy-above")
  void heavyIsAboveTwentyKilogramsUnlessAnotherWeightIsGiven() {
    assertThat(parse().rules().heavyAbove()).isEqualTo(Decimal.of("20"));
    assertThat(parse("--heavy-above", "30.5").rules().heavyAbove()).isEqualTo(Decimal.of("30.5"));
    assertThat(parse("--heavy-above", "0").rules().heavyAbove()).isEqualTo(Decimal.ZERO);
    assertThat(faults("--heavy-above", "20kg"))
        .containsExactly(
            "--heavy-above: '20kg' is not allowed; allowed: a number of 0 or more such as 30.5");
    assertThat(faults("--heavy-above", "-1"))
        .containsExactly(
            "--heavy-above: '-1' is not allowed; allowed: a number of 0 or more such as 30.5");
  }

  @Test
  @TestsOption("--remote-keywords")
  void remoteKeywordsAreComposedWordsInWhateverOrder() {
    assertThat(parse().rules().remoteKeywords().words()).containsExactly("산간");
    String apart = Normalizer.normalize("산간, 도서 ,제주", Normalizer.Form.NFD);
    assertThat(parse("--remote-keywords", apart).rules().remoteKeywords().words())
        .containsExactly("도서", "산간", "제주");
    assertThat(faults("--remote-keywords", "산간,,제주"))
        .containsExactly(
            "--remote-keywords: '산간,,제주' is not allowed; allowed: words separated by single"
                + " commas");
    assertThat(faults("--remote-keywords", ""))
        .containsExactly(
            "--remote-keywords: '' is not allowed; allowed: words separated by single commas");
  }

  @Test
  @TestsOption("--routing")
  void parcelsGoByAllRoutesThatTakeThemUnlessTheFirstIsAskedFor() {
    assertThat(parse().routing()).isEqualTo(Routing.ALL);
    assertThat(parse("--routing", "first").routing()).isEqualTo(Routing.FIRST);
    assertThat(faults("--routing", "frist"))
        .containsExactly(
            "--routing: 'frist' is not allowed; allowed: all, first (did you mean first?)");
  }

  @Test
  @TestsOption("--labels")
  void labelsAreKoreanUnlessEnglishIsAskedFor() {
    assertThat(parse().labels()).isEqualTo(Lang.KO);
    assertThat(parse("--labels", "en").labels()).isEqualTo(Lang.EN);
    assertThat(faults("--labels", "fr"))
        .containsExactly("--labels: 'fr' is not allowed; allowed: en, ko");
  }

  @Test
  void helpShowsTheDefaultsAndWhatRoutesAreForTheOutput() {
    StringBuilder out = new StringBuilder();
    CommandLineParser.parse(
        new ParcelRoutingOptions(), new String[] {"--help", "--lang", "en"}, out);
    assertThat(out)
        .contains("Default: 20 · Unit: kg · Example: --heavy-above 30.5")
        .contains("Default: 산간 · Example: --remote-keywords 산간,도서,제주")
        .contains("Default: all · Example: --routing first")
        .contains("Default: ko · Example: --labels en")
        .contains("{route} stands for its name");
  }

  private static ParcelRoutingOptions parse(String... args) {
    ParcelRoutingOptions options = new ParcelRoutingOptions();
    assertThat(CommandLineParser.parse(options, args, new StringBuilder())).isTrue();
    return options;
  }

  private static List<String> faults(String... args) {
    return catchThrowableOfType(UsageException.class, () -> parse(args)).messages();
  }
}
