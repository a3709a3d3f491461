package dev.flinkjobs.basics;

import dev.flinkjobs.testing.UidContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("derived")
class BasicsUidTest {
  @TempDir Path directory;

  @Test
  void theOperatorsOfWordCountKeepTheirUids() throws IOException {
    check(WordCountJob::main, "word-count.uids");
  }

  @Test
  void theyAreTheSameWithASocket() throws IOException {
    check(WordCountJob::main, "word-count.uids", "--input", "socket://localhost:9000");
  }

  @Test
  void theOperatorsOfFileLinesKeepTheirUids() throws IOException {
    check(FileLinesJob::main, "file-lines.uids");
  }

  private void check(Consumer<String[]> main, String committed, String... input)
      throws IOException {
    UidContract.check(
        UidContract.graphOf(
            main,
            Stream.concat(
                    Stream.of(input),
                    Stream.of(
                        "--output",
                        "files:" + directory.resolve("out"),
                        "--rejected",
                        "files:" + directory.resolve("rejected")))
                .toArray(String[]::new)),
        Path.of("src/test/resources", committed));
  }
}
