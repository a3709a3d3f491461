package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.options.OptionsDocs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionsReferenceTest {
  private static final Path COMMITTED = Path.of("../docs/options.md");
  private static final Path GENERATED = Path.of("target/options.md");

  @Test
  void theOptionsReferenceIsThatOfTheOptions() throws IOException {
    Files.createDirectories(GENERATED.getParent());
    Files.writeString(GENERATED, OptionsDocs.markdown(Catalogue.load().commands()));
    assertThat(COMMITTED)
        .as("docs/options.md is out of date: cp jobs-dist/target/options.md docs/options.md")
        .hasSameTextualContentAs(GENERATED);
  }
}
