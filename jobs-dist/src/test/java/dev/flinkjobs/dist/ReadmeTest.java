package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  @Test
  void theKoreanOneHasTheSameCommandsAndAsksForKoreanHelp() throws IOException {
    assertThat(
            Readme.of("README.ko.md").commands().stream()
                .map(command -> command.replace(" --lang ko", "")))
        .isEqualTo(Readme.of("README.md").commands())
        .isNotEmpty();
  }

  @Test
  void theKoreanOneShowsTheSameOutput() throws IOException {
    assertThat(Readme.of("README.ko.md").examples()).isEqualTo(Readme.of("README.md").examples());
  }
}
