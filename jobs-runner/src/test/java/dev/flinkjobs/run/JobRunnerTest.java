package dev.flinkjobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.testing.Outcome;
import dev.flinkjobs.testing.StdStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobRunnerTest {
  @TempDir Path directory;

  @Test
  void aJobThatNamesTheColumnsReadsTheFirstLineAsARow() throws IOException {
    Path first = Files.writeString(directory.resolve("1.csv"), "1,Ada\n2,Grace\n3\n");
    Path second = Files.writeString(directory.resolve("2.csv"), "4,Edsger");
    Outcome outcome = Outcome.of(CopyJob::main, "--input", first + "," + second);
    assertThat(outcome.out()).isEqualTo("Ada\nGrace\nEdsger\n");
    assertThat(outcome.summary()).contains("rejected:{total:1,byReason:{wrong column count:1}}");
  }

  @Test
  void nobodyElseMayLookIntoTheStateDirectory() throws IOException {
    Path input = Files.writeString(directory.resolve("1.csv"), "1,Ada\n");
    Path state = directory.resolve("new/state");
    try (StdStreams std = StdStreams.capture()) {
      CopyJob.main("--input", input.toString(), "--state-dir", state.toString());
      assertThat(std.out()).isEqualTo("Ada\n");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
        .isEqualTo("rwx------");
  }

  @Test
  void aStateDirectoryMayBeALink() throws IOException {
    Path input = Files.writeString(directory.resolve("1.csv"), "1,Ada\n");
    Path link =
        Files.createSymbolicLink(
            directory.resolve("link"), Files.createDirectory(directory.resolve("state")));
    try (StdStreams std = StdStreams.capture()) {
      CopyJob.main("--input", input.toString(), "--state-dir", link.toString());
      assertThat(std.out()).isEqualTo("Ada\n");
    }
  }

  @Test
  void anInputIsAskedForWhereTheSampleIsMissing() {
    assertThatThrownBy(CopyJob::main)
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "--input is missing, and the sample data/no such sample.csv is not here; give a file:"
                + " --input my.csv");
  }
}
