package dev.flinkjobs.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.FileUtils;

/** A directory for as long as a job runs, deleted at the end of the process at the latest. */
final class TemporaryDirectory implements AutoCloseable {
  private final Path path;
  private final Thread atTheEnd = new Thread(this::delete);

  private TemporaryDirectory(Path path) {
    this.path = path;
  }

  static TemporaryDirectory create() {
    try {
      TemporaryDirectory directory =
          new TemporaryDirectory(Files.createTempDirectory("flink-jobs-"));
      Runtime.getRuntime().addShutdownHook(directory.atTheEnd);
      return directory;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  Path path() {
    return path;
  }

  /** Leaves it to {@link #close} alone, for what has to end before it is deleted. */
  void keepUntilClosed() {
    try {
      Runtime.getRuntime().removeShutdownHook(atTheEnd);
    } catch (IllegalStateException ending) {
      // Too late: it is being deleted.
    }
  }

  @Override
  public void close() {
    keepUntilClosed();
    delete();
  }

  private void delete() {
    FileUtils.deleteDirectoryQuietly(path.toFile());
  }
}
