package dev.flinkjobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordsTest {

  @Test
  void plainWordsStayAsTheyAre() {
    assertThat(ShellWords.join(List.of("./jobs", "--input", "files:in/a-1.csv")))
        .isEqualTo("./jobs --input files:in/a-1.csv");
  }

  @Test
  void whatAShellWouldTakeApartIsQuoted() {
    assertThat(ShellWords.join(List.of("files:in?watch=1s", "a b", "", "it's", "한글")))
        .isEqualTo("'files:in?watch=1s' 'a b' '' 'it'\\''s' '한글'");
  }
}
