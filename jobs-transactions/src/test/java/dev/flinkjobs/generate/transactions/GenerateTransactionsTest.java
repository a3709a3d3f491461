package dev.flinkjobs.generate.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.run.JobFailedException;
import dev.flinkjobs.testing.StdStreams;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateTransactionsTest {
  private static final Path ALWAYS_FULL = Path.of("/dev/full");

  @TempDir Path directory;

  @Test
  void twoFilesAreWrittenAndNothingElse() throws IOException {
    Outcome outcome = run("--rows", "1000", "--bad-rate", "0.1", "--out", file("a.csv"));
    assertThat(names()).containsExactly("a.csv", "a.csv.expected.json");
    assertThat(Results.expected(path("a.csv")))
        .isEqualTo(ReferenceReader.read(Files.readAllBytes(path("a.csv"))));
    assertThat(outcome.out).isEmpty();
    assertThat(outcome.err)
        .matches(
            "\\Q"
                + file("a.csv")
                + "\\E: 1,000 rows \\(\\d+ bad, 0 repeated\\), 0[.]1 MB, in \\d+[.]\\d s\n"
                + "what must come out of it: \\Q"
                + file("a.csv.expected.json")
                + "\\E\n");
  }

  @Test
  void theFileIsWhatTheGeneratorWrites() throws IOException {
    run("--rows", "3000", "--seed", "5", "--out", file("a.csv"));
    assertThat(path("a.csv")).hasBinaryContent(Generated.by("--rows", "3000", "--seed", "5").csv());
  }

  @Test
  void aNameThatEndsInGzIsCompressed() throws IOException {
    run("--rows", "3000", "--seed", "5", "--out", file("a.csv.gz"));
    try (InputStream text = new GZIPInputStream(Files.newInputStream(path("a.csv.gz")))) {
      assertThat(text.readAllBytes())
          .isEqualTo(Generated.by("--rows", "3000", "--seed", "5").csv());
    }
    assertThat(Files.size(path("a.csv.gz"))).isLessThan(150_000);
  }

  @Test
  void overwriteReplacesBothFiles() throws IOException {
    run("--rows", "10", "--out", file("a.csv"));
    assertThatThrownBy(() -> run("--rows", "20", "--out", file("a.csv")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--overwrite");
    assertThat(Results.expected(path("a.csv")).rows()).isEqualTo(10);
    run("--rows", "20", "--out", file("a.csv"), "--overwrite");
    assertThat(Results.expected(path("a.csv")).rows()).isEqualTo(20);
    assertThat(path("a.csv")).hasBinaryContent(Generated.by("--rows", "20").csv());
  }

  @Test
  void whatAKilledRunLeftIsInNobodysWay() throws IOException {
    Files.writeString(path("a.csv.part"), "half a row");
    run("--rows", "10", "--out", file("a.csv"));
    assertThat(names()).containsExactly("a.csv", "a.csv.expected.json");
  }

  @Test
  void aFullDiskIsSaidAndLeavesNothingBehind() throws IOException {
    assumeThat(ALWAYS_FULL).exists();
    Files.createSymbolicLink(path("a.csv.part"), ALWAYS_FULL);
    assertThatThrownBy(() -> run("--rows", "1000", "--out", file("a.csv")))
        .isInstanceOfSatisfying(
            JobFailedException.class, failed -> assertThat(failed.exitCode()).isEqualTo(1))
        .hasMessage(
            "--out "
                + file("a.csv")
                + ": cannot be written: the disk is full; free some space, or write to another"
                + " disk");
    assertThat(names()).isEmpty();
  }

  @Test
  void aFullDiskWhileTotalsAreWrittenLeavesNothingBehindEither() throws IOException {
    assumeThat(ALWAYS_FULL).exists();
    Files.createSymbolicLink(path("a.csv.expected.json.part"), ALWAYS_FULL);
    assertThatThrownBy(() -> run("--rows", "1000", "--out", file("a.csv")))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("the disk is full");
    assertThat(names()).isEmpty();
  }

  @Test
  void aFileThatCannotBeMadeIsAMistakeOfTheCommandLine() throws IOException {
    Files.createDirectory(path("a.csv.part"));
    Files.createFile(path("a.csv.part").resolve("content"));
    assertThatThrownBy(() -> run("--rows", "1", "--out", file("a.csv")))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--out " + file("a.csv") + ": cannot be written: ");
  }

  @Test
  void helpIsAllThatIsDone() throws IOException {
    assertThat(run("--rows", "1", "--out", file("a.csv"), "--help").out)
        .contains("./jobs generate transactions --rows 1000000 --out transactions.csv");
    assertThat(names()).isEmpty();
  }

  private Path path(String name) {
    return directory.resolve(name);
  }

  private String file(String name) {
    return path(name).toString();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Outcome run(String... args) {
    try (StdStreams std = StdStreams.capture()) {
      GenerateTransactionsOptions.main(args);
      return new Outcome(std.out(), std.err());
    }
  }

  private record Outcome(String out, String err) {}
}
