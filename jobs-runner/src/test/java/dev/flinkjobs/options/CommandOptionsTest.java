package dev.flinkjobs.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.TestsOption;
import org.junit.jupiter.api.Test;

class CommandOptionsTest {

  @Test
  @TestsOption("--verbose")
  void verboseIsAFlag() {
    assertThat(Parsed.options().verbose()).isFalse();
    assertThat(Parsed.options("--verbose").verbose()).isTrue();
    assertThat(Parsed.faults("--verbos"))
        .containsExactly("unknown option --verbos; did you mean --verbose?");
  }

  @Test
  @TestsOption("--lang")
  void langIsEnglishOrKorean() {
    assertThat(Parsed.options().lang()).isEqualTo(Lang.of(System.getenv()));
    assertThat(Parsed.options("--lang", "ko").lang()).isEqualTo(Lang.KO);
    assertThat(Parsed.options("--lang", "en").lang()).isEqualTo(Lang.EN);
    assertThat(Parsed.faults("--lang", "kr"))
        .containsExactly("--lang: 'kr' is not allowed; allowed: en, ko (did you mean ko?)");
  }

  @Test
  @TestsOption("--help")
  void helpIsShownInTheLanguageGiven() {
    StringBuilder out = new StringBuilder();

    CommandLineParser.parse(new ExampleOptions(), new String[] {"-h", "--lang=ko"}, out);

    assertThat(out).contains("옵션은 어떤 모양일 수 있나요?");
    assertThat(Parsed.options().helpAsked()).isFalse();
    assertThat(Parsed.faults("--hel"))
        .containsExactly("unknown option --hel; did you mean --help?");
  }

  @Test
  @TestsOption("--version")
  void versionIsOneLine() {
    StringBuilder out = new StringBuilder();

    CommandLineParser.parse(new ExampleOptions(), new String[] {"-V"}, out);

    assertThat(out.toString()).isEqualTo(Version.text() + "\n");
    assertThat(Parsed.options().versionAsked()).isFalse();
    assertThat(Parsed.faults("--versions"))
        .containsExactly("unknown option --versions; did you mean --version?");
  }
}
