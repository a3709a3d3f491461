package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  @Test
  void theKoreanOneHasTheSameCommandsAndAsksForKoreanHelp() throws IOException {
    assertThat(commands("README.ko.md").stream().map(command -> command.replace(" --lang ko", "")))
        .isEqualTo(commands("README.md"))
        .isNotEmpty();
  }

  /** What CI runs: each line of the blocks marked {@code sh}. */
  private static List<String> commands(String document) throws IOException {
    List<String> commands = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(Path.of("..", document))) {
      if (line.startsWith("```")) {
        inside = line.equals("```sh");
      } else if (inside) {
        commands.add(line);
      }
    }
    return commands;
  }
}
