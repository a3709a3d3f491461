package dev.flinkjobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.StdStreams;
import dev.flinkjobs.testing.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job whose input is not what it was ends, also where jobs are restarted after every failure. */
class ChangedInputTest {
  @RegisterExtension private final TestCluster cluster = TestCluster.of(1, 2);

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFileThatHasChangedSinceItWasListedEndsTheJob(boolean embedded) throws Exception {
    Path file = Files.writeString(directory.resolve("a.csv"), "1,Ada\n");
    Runnable append =
        () -> {
          try {
            Files.writeString(file, "2,Grace\n", StandardOpenOption.APPEND);
          } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
          }
        };
    try (AutoCloseable context = embedded ? () -> {} : cluster.asContext(1);
        StdStreams std = StdStreams.capture()) {
      assertThat(context).isNotNull();
      assertThatThrownBy(() -> CopyJob.main(append, "--input", file.toString()))
          .isInstanceOfSatisfying(
              JobFailedException.class,
              failed -> assertThat(failed.exitCode()).isEqualTo(ExitCode.FAILED))
          .hasMessageStartingWith(
              file + " ended at byte 14 of 6: it was changed while it was read; write files");
      assertThat(std.out()).isEmpty();
    }
  }

  @Test
  void aWatchedDirectoryThatVanishesEndsTheJob() throws Exception {
    Path inbox = Files.createDirectory(directory.resolve("inbox 10:00"));
    try (TestCluster.Main run = start(inbox)) {
      Files.delete(inbox);
      assertThatThrownBy(run::end)
          .isInstanceOf(JobFailedException.class)
          .hasMessageStartingWith(
              "--input " + inbox + ": the watched directory is no longer there");
    }
  }

  @Test
  void aBadFileInAWatchedDirectoryEndsTheJobIfItIsToFail() throws Exception {
    Path inbox = Files.createDirectory(directory.resolve("inbox"));
    try (TestCluster.Main run = start(inbox, "--on-bad-file", "fail")) {
      Path bad = Files.writeString(directory.resolve("bad.csv.gz"), "1,Ada\n");
      Path arrived = Files.move(bad, inbox.resolve("bad.csv.gz"));
      assertThatThrownBy(run::end)
          .isInstanceOf(JobFailedException.class)
          .hasMessageStartingWith("--input " + arrived + " is not a gzip file");
    }
  }

  @Test
  void aBadFileInAWatchedDirectoryIsSetAside() throws Exception {
    Path inbox = Files.createDirectory(directory.resolve("inbox"));
    try (TestCluster.Main run = start(inbox)) {
      Files.createSymbolicLink(inbox.resolve("a.csv"), Path.of("nowhere"));
      Files.move(Files.writeString(directory.resolve("b"), ""), inbox.resolve("b.csv"));
      Files.move(Files.writeString(directory.resolve("c"), "1,Ada\n"), inbox.resolve("c:d.csv"));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(CommittedParts.lines(directory.resolve("out")))
                      .containsExactly("Ada"));
      run.job().cancel();
      assertThatThrownBy(run::end)
          .isInstanceOf(JobFailedException.class)
          .hasMessageNotContaining("inbox");
    }
  }

  private TestCluster.Main start(Path inbox, String... more) throws Exception {
    String[] args = {
      "--input", "files:" + inbox + "?watch=10ms", "--output", "files:" + directory.resolve("out")
    };
    String[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    TestCluster.Main run = cluster.start(2, CopyJob::main, all);
    run.job().awaitRunning();
    return run;
  }
}
