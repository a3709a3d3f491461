package dev.flinkjobs.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {
  private static final List<String> WORDS = List.of("csv", "json", "transaction_type", "--input");

  @ParameterizedTest
  @CsvSource({
    "yaml, ''",
    "csc, csv",
    "CSV, csv",
    "jsno, json",
    "xml, ''",
    "transaction_tipe, transaction_type",
    "transactiontyp, transaction_type",
    "amount, ''",
    "--inptu, --input",
    "--ixxxx, ''",
  })
  void aWordWithFewEditsIsMeant(String typed, String expected) {
    assertThat(DidYouMean.nearest(typed, WORDS).orElse("")).isEqualTo(expected);
  }

  @Test
  void oneLetterMeansNothing() {
    assertThat(DidYouMean.nearest("-x", List.of("-p"))).isEmpty();
  }

  @Test
  void ofEquallyNearWordsTheFirstIsMeant() {
    assertThat(DidYouMean.nearest("bat", List.of("cat", "rat"))).contains("cat");
  }

  @Test
  void theHintEndsAMessage() {
    assertThat(DidYouMean.hint("evry", List.of("every"))).isEqualTo(" (did you mean every?)");
    assertThat(DidYouMean.hint("daily", List.of("every"))).isEmpty();
  }
}
