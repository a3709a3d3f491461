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
}
