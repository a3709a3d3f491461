package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.deadletters.ReplayDeadLetters;
import dev.flinkjobs.testing.StdStreams;
import dev.flinkjobs.transactions.TransactionTotalsJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job has rejected is replayed once, and no other row in its place is taken for it. */
class ReplayedRowsTest {
  @TempDir private Path directory;

  @Test
  void aRowThatIsRejectedAgainWasReplayedBefore() throws IOException {
    assertThat(replayed("a,1", "b,x")).startsWith("replayed 1; replayed before 0;");
    assertThat(replayed("a,1", "b,x", "c,y")).startsWith("replayed 1; replayed before 1;");
  }

  @Test
  void aRowOfAFileThatTookThePlaceOfAnotherIsReplayedToo() throws IOException {
    assertThat(replayed("a,1", "b,x")).startsWith("replayed 1; replayed before 0;");
    assertThat(replayed("a,2", "c,y")).startsWith("replayed 1; replayed before 0;");
    assertThat(Files.readString(directory.resolve("replayed/replayed-0002-1.csv")))
        .isEqualTo("transaction_type,amount\nc,y\n");
  }

  /** Runs the job on a file of these rows, and replays what it rejects. */
  private String replayed(String... rows) throws IOException {
    Path input = directory.resolve("in.csv");
    Files.writeString(input, "transaction_type,amount\n" + String.join("\n", rows) + "\n");
    Path rejected = directory.resolve("rejected");
    said(
        TransactionTotalsJob::main,
        "--input",
        input.toString(),
        "--rejected",
        "files:" + rejected + "?mode=overwrite");
    return said(
        ReplayDeadLetters::main,
        "--input",
        rejected.toString(),
        "--out",
        directory.resolve("replayed").toString());
  }

  private static String said(Consumer<String[]> main, String... args) {
    try (StdStreams std = StdStreams.capture()) {
      main.accept(args);
      return std.err();
    }
  }
}
