package dev.flinkjobs.basics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLinesJobTest {
  private static final String LINES = "첫 줄\n  \"quoted\", and\ttabbed \n\nthe last\n";

  @TempDir Path directory;

  @Test
  void linesArePrintedAsTheyAre() throws IOException {
    Outcome outcome = run("--input", file(LINES).toString());
    assertThat(outcome.out()).isEqualTo(LINES);
    assertThat(outcome.summary()).contains("emitted:4,", "balanced:true");
  }

  @Test
  void aTextFileBecomesTheSameTextFile() throws IOException {
    Path out = directory.resolve("out");
    run("--input", file(LINES).toString(), "--output", "files:" + out + "?format=text", "-p", "1");
    assertThat(CommittedParts.asOne(out)).isEqualTo(LINES);
    assertThat(run("--input", out.toString()).out()).isEqualTo(LINES);
  }

  @Test
  void aCarriageReturnIsPartOfTheLineEndAndTheLastLineNeedsNone() throws IOException {
    assertThat(run("--input", file("a\r\nb").toString()).out()).isEqualTo("a\nb\n");
  }

  @Test
  void csvAndJsonHaveOneColumn() throws IOException {
    Path input = file("a \"b\"\n\n");
    Path csv = directory.resolve("csv");
    run("--input", input.toString(), "--output", "files:" + csv, "-p", "1");
    assertThat(CommittedParts.asOne(csv)).isEqualTo("line\n\"a \"\"b\"\"\"\n\"\"\n");
    Path json = directory.resolve("json");
    run("--input", input.toString(), "--output", "files:" + json + "?format=json", "-p", "1");
    assertThat(CommittedParts.asOne(json))
        .isEqualTo("{\"line\":\"a \\\"b\\\"\"}\n{\"line\":\"\"}\n");
  }

  @Test
  void aLineIsItsOwnIdAndABlankOneIsOneToo() throws IOException {
    Outcome outcome = run("--input", file("a\n\nb\na\n\n a\n").toString(), "--distinct-by", "line");
    assertThat(outcome.out()).isEqualTo("a\n\nb\n a\n");
    assertThat(outcome.err()).contains("  duplicate              2\n").contains("balanced");
  }

  @Test
  void overwriteKnowsTextPartsAsItsOwn() throws IOException {
    Path out = directory.resolve("out");
    String output = "files:" + out + "?format=text&mode=overwrite";
    run("--input", file("old\n").toString(), "--output", output, "-p", "1");
    run("--input", file("new\n").toString(), "--output", output, "-p", "1");
    assertThat(run("--input", out.toString()).out()).isEqualTo("new\n");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("in.txt"), text);
  }

  private static Outcome run(String... args) {
    return Outcome.of(FileLinesJob::main, args);
  }
}
