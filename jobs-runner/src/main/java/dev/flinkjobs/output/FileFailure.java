package dev.flinkjobs.output;

import dev.flinkjobs.source.Files;
import java.io.IOException;
import java.nio.file.FileSystemException;
import org.apache.flink.core.fs.Path;

/** Says which file could not be written, and why. */
final class FileFailure {
  private FileFailure() {}

  /** {@code out/part-0-3.csv: cannot be written: No space left on device}. */
  static IOException of(Path path, String what, IOException cause) {
    return new IOException(Files.shown(path) + ": " + what + ": " + reason(cause), cause);
  }

  /** The message of a cause; of those that only name a file, the kind too. */
  static String reason(IOException cause) {
    String message = cause.getMessage();
    if (message == null || (cause instanceof FileSystemException e && e.getReason() == null)) {
      return cause.toString();
    }
    return message;
  }
}
