package dev.flinkjobs.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.junit.jupiter.api.Test;

class UsageExceptionTest {

  /** Of these alone flink run prints the message and no stack trace. */
  @Test
  void flinkRunTakesItForAMistakeOfTheUser() {
    UsageException mistakes = new UsageException(List.of("--a is wrong", "--b too"));
    assertThat(mistakes)
        .isInstanceOf(ProgramParametrizationException.class)
        .hasMessage("--a is wrong\n--b too");
    assertThat(mistakes.getStackTrace()).isEmpty();
  }

  @Test
  void itShowsNoSecretAndSteersNoTerminal() {
    UsageException mistake =
        new UsageException(List.of("--a x?password=hunter2: \u001b[31m\nCREATE TABLE\u009b"));
    assertThat(mistake)
        .hasMessage("--a x?password=******: \\u001b[31m\nCREATE TABLE\\u009b")
        .extracting(UsageException::messages)
        .isEqualTo(List.of(mistake.getMessage()));
  }
}
