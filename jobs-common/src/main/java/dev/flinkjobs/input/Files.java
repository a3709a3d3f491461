package dev.flinkjobs.input;

import dev.flinkjobs.csv.StandardInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.function.ThrowingConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the input room asks of file systems: those that Flink knows, the local one among them. */
final class Files {
  private static final Logger LOG = LoggerFactory.getLogger(Files.class);

  private Files() {}

  /**
   * The files below a directory, by path. Names that begin with a dot or an underscore are not
   * data: unfinished parts, markers, editors' leftovers.
   */
  static List<FileStatus> in(Path directory) throws IOException {
    return in(
        directory,
        unreadable -> {
          throw new AccessDeniedException(shown(unreadable));
        });
  }

  /** The same without what is in directories that cannot be read. */
  static List<FileStatus> readableIn(Path directory) throws IOException {
    return in(directory, unreadable -> LOG.warn("no permission to read {}", shown(unreadable)));
  }

  private static List<FileStatus> in(Path directory, ThrowingConsumer<Path, IOException> unreadable)
      throws IOException {
    List<FileStatus> files = new ArrayList<>();
    collect(directory, files, unreadable);
    files.sort(Comparator.comparing(file -> file.getPath().toString()));
    return files;
  }

  private static void collect(
      Path directory, List<FileStatus> files, ThrowingConsumer<Path, IOException> unreadable)
      throws IOException {
    FileStatus[] entries = directory.getFileSystem().listStatus(directory);
    if (entries == null) {
      unreadable.accept(directory);
      return;
    }
    for (FileStatus entry : entries) {
      if (isHidden(entry.getPath().getName())) {
        continue;
      }
      if (entry.isDir()) {
        collect(entry.getPath(), files, unreadable);
      } else {
        files.add(entry);
      }
    }
  }

  static boolean isHidden(String name) {
    return name.startsWith(".") || name.startsWith("_");
  }

  /**
   * Why a file cannot be read, in words, which some of the JDK's exceptions leave to their type.
   */
  static String reason(Exception failed) {
    if (failed instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
      return reason(wrapped.getCause());
    }
    if (failed instanceof AccessDeniedException denied) {
      return "no permission to read " + denied.getFile();
    }
    return String.valueOf(failed.getMessage());
  }

  static long bytes(Path file) throws IOException {
    return StandardInput.PATH.equals(file) ? 0 : status(file).getLen();
  }

  static FileStatus status(Path file) throws IOException {
    return fileSystem(file).getFileStatus(file);
  }

  static FileSystem fileSystem(Path path) throws IOException {
    return path.getFileSystem();
  }

  /** A path as people write it: local ones without a scheme. */
  static String shown(Path path) {
    String scheme = path.toUri().getScheme();
    return scheme == null || scheme.equals("file") ? path.getPath() : path.toString();
  }
}
