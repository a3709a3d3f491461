package dev.flinkjobs.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.FileUtils;

/** A directory for as long as a job runs. */
final class TemporaryDirectory {
  private TemporaryDirectory() {}

  /** Deleted at the end of the process at the latest. */
  static Path create() {
    try {
      Path directory = Files.createTempDirectory("flink-jobs-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
      return directory;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static void delete(Path directory) {
    FileUtils.deleteDirectoryQuietly(directory.toFile());
  }
}
