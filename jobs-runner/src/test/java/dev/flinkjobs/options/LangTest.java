package dev.flinkjobs.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LangTest {

  @ParameterizedTest
  @CsvSource({
    "ko_KR.UTF-8, KO",
    "ko_KR, KO",
    "ko.UTF-8, KO",
    "ko, KO",
    "kok_IN, EN",
    "en_US.UTF-8, EN",
    "C, EN"
  })
  void aLocaleNamesItsLanguageFirst(String locale, Lang expected) {
    assertThat(Lang.of(Map.of("LANG", locale))).isEqualTo(expected);
  }

  @Test
  void withoutAnyLocaleItIsEnglish() {
    assertThat(Lang.of(Map.of())).isEqualTo(Lang.EN);
  }

  @Test
  void lcAllComesBeforeLcMessagesAndThatBeforeLang() {
    assertThat(Lang.of(Map.of("LC_ALL", "C", "LC_MESSAGES", "ko", "LANG", "ko")))
        .isEqualTo(Lang.EN);
    assertThat(Lang.of(Map.of("LC_MESSAGES", "ko", "LANG", "C"))).isEqualTo(Lang.KO);
  }

  @Test
  void whatTheLauncherKeptComesBeforeTheLocaleItSet() {
    assertThat(Lang.of(Map.of("FLINKJOBS_LANG", "ko_KR.UTF-8", "LC_ALL", "C.UTF-8")))
        .isEqualTo(Lang.KO);
  }

  @Test
  void anEmptyVariableDoesNotCount() {
    assertThat(Lang.of(Map.of("LC_ALL", "", "LANG", "ko_KR"))).isEqualTo(Lang.KO);
  }
}
