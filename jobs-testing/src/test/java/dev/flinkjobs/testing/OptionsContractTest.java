package dev.flinkjobs.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsContractTest {

  @Test
  void optionsThatAreAllTestedPass() {
    assertThatCode(
            () ->
                OptionsContract.everyOptionIsTested(
                    Set.of("--emit", "--sum", "--group-by"), Tests.class))
        .doesNotThrowAnyException();
  }

  @Test
  void anOptionWithoutTestFails() {
    assertThatThrownBy(
            () ->
                OptionsContract.everyOptionIsTested(
                    Set.of("--emit", "--sum", "--group-by", "--gap"), Tests.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("options without a @TestsOption test: [--gap];");
  }

  @Test
  void aTestOfNoOptionFails() {
    assertThatThrownBy(
            () -> OptionsContract.everyOptionIsTested(Set.of("--sum", "--group-by"), Tests.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("@TestsOption of no option: [--emit];");
  }

  @Test
  void aMethodThatIsNoTestDoesNotCount() {
    assertThatThrownBy(() -> OptionsContract.everyOptionIsTested(Set.of("--never"), NoTests.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("options without a @TestsOption test: [--never];");
  }

  /** Not found by surefire: the class is neither top-level nor {@code @Nested}. */
  static class Tests {
    @Test
    @TestsOption("--emit")
    void emit() {}

    @ParameterizedTest
    @ValueSource(strings = "a")
    @TestsOption({"--sum", "--group-by"})
    void columns(String column) {}
  }

  static class NoTests {
    @TestsOption("--never")
    void never() {}
  }
}
