package dev.flinkjobs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class StdStreamsTest {

  @Test
  void outAndErrAreKeptApart() {
    try (StdStreams std = StdStreams.capture()) {
      System.out.print("result");
      System.err.print("progress");

      assertThat(std.out()).isEqualTo("result");
      assertThat(std.err()).isEqualTo("progress");
    }
  }

  @Test
  void koreanTextSurvives() {
    try (StdStreams std = StdStreams.capture()) {
      System.out.print("산간 택배");

      assertThat(std.out()).isEqualTo("산간 택배");
    }
  }

  @Test
  void closingGivesTheStreamsBack() {
    PrintStream out = System.out;
    PrintStream err = System.err;

    StdStreams.capture().close();

    assertThat(System.out).isSameAs(out);
    assertThat(System.err).isSameAs(err);
  }
}
