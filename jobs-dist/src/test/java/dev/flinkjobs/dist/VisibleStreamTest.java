package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VisibleStreamTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out =
      new PrintStream(new VisibleStream(bytes), true, StandardCharsets.UTF_8);

  @Test
  void whateverIsPrintedSteersNoTerminal() {
    out.print("a\u001b[31m\r");
    out.println("\u0085\u009b\u2028\u202e\u2066\u007f");
    out.write(7);
    out.printf("%s", "\u0007");
    assertThat(printed())
        .isEqualTo("a\\u001b[31m\\r\\u0085\\u009b\\u2028\\u202e\\u2066\\u007f\n\\u0007\\u0007");
  }

  @Test
  void textStaysAsItIs() {
    String text = "한글 é — … ‰ 😀 \u00a0\u2010 \tat line\n█░\n".repeat(3_000);
    out.print(text);
    assertThat(printed()).isEqualTo(text);
  }

  private String printed() {
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
