package dev.flinkjobs.basics;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void lettersAndDigitsAreWordsAndTheRestSeparates() {
    assertThat(Words.in("to be, or not -- to be? x86_64/2024", false))
        .containsExactly("to", "be", "or", "not", "to", "be", "x86", "64", "2024");
    assertThat(Words.in(" \t…!?\"'()🙂—", false)).isEmpty();
  }

  @Test
  void wordsAreInLowerCaseUnlessCaseIsKept() {
    assertThat(Words.in("Flink FLINK ISTANBUL ΟΔΟΣ", false))
        .containsExactly("flink", "flink", "istanbul", "οδος");
    assertThat(Words.in("Flink FLINK", true)).containsExactly("Flink", "FLINK");
  }

  @Test
  void anApostropheJoinsAndAQuoteDoesNot() {
    assertThat(Words.in("don't Don’t 'quoted' rock'n'roll dogs'", false))
        .containsExactly("don't", "don't", "quoted", "rock'n'roll", "dogs");
  }

  @Test
  void koreanIsTheSameHoweverItIsComposed() {
    String text = "한국어 단어, 단어를 센다.";
    assertThat(Words.in(Normalizer.normalize(text, Normalizer.Form.NFD), false))
        .isEqualTo(Words.in(text, false))
        .containsExactly("한국어", "단어", "단어를", "센다");
  }

  @Test
  void marksBelongToTheirLetters() {
    assertThat(Words.in("हिन्दी cafe\u0301 می\u200Cخواهم", false))
        .containsExactly("हिन्दी", "café", "می\u200Cخواهم");
    assertThat(Words.in("\u0301\u200D", false)).isEmpty();
  }

  @Test
  void lettersBeyondTheFirstPlaneAreLetters() {
    assertThat(Words.in("𠮷野 𝒳", true)).containsExactly("𠮷野", "𝒳");
  }
}
