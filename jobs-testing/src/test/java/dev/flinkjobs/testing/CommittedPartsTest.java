package dev.flinkjobs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedPartsTest {
  @TempDir private Path directory;

  @Test
  void csvHasItsHeaderOnceAndItsPartsInTheOrderOfTheirNumbers() throws IOException {
    part("part-0-10.csv", "a\n3\n");
    part("part-0-2.csv", "a\n1\n2\n");
    part(".part-0-11.csv.inprogress", "a\n4\n");
    assertThat(CommittedParts.asOne(directory)).isEqualTo("a\n1\n2\n3\n");
    assertThat(CommittedParts.lines(directory)).containsExactly("1", "2", "3");
  }

  @Test
  void linesOfJsonAreAllOfAPart() throws IOException {
    part("part-0-0.json", "{\"a\":1}\n");
    part("part-0-1.json", "{\"a\":2}\n");
    assertThat(CommittedParts.asOne(directory)).isEqualTo("{\"a\":1}\n{\"a\":2}\n");
  }

  private void part(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }
}
