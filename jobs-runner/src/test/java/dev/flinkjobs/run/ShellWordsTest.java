package dev.flinkjobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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

  @Test
  void whatWouldSteerATerminalIsSpelledOutAsShellsReadIt() throws Exception {
    String word = "it's a\\b\n\u001b[2J\u009b";
    String line = ShellWords.join(List.of("printf", "%s", word));
    assertThat(line).isEqualTo("printf %s $'it\\'s a\\\\b\\n\\u001b[2J\\u009b'");
    ProcessBuilder bash = new ProcessBuilder("bash", "-c", line);
    bash.environment().put("LC_ALL", "C.UTF-8");
    byte[] printed = bash.start().getInputStream().readAllBytes();
    assertThat(new String(printed, StandardCharsets.UTF_8)).isEqualTo(word);
  }
}
