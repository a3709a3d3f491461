package dev.flinkjobs.input;

import dev.flinkjobs.csv.ListedInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.attribute.BasicFileAttributes;
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
  static List<FileInput.File> in(Path directory) throws IOException {
    return in(
        directory,
        unreadable -> {
          throw new AccessDeniedException(shown(unreadable));
        });
  }

  /** The same without what is in directories that cannot be read. */
  static List<FileInput.File> readableIn(Path directory) throws IOException {
    return in(directory, unreadable -> LOG.warn("no permission to read {}", shown(unreadable)));
  }

  private static List<FileInput.File> in(
      Path directory, ThrowingConsumer<Path, IOException> unreadable) throws IOException {
    List<FileInput.File> files = new ArrayList<>();
    collect(directory, files, unreadable);
    files.sort(Comparator.comparing(file -> file.path().toString()));
    return files;
  }

  private static void collect(
      Path directory, List<FileInput.File> files, ThrowingConsumer<Path, IOException> unreadable)
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
        files.add(file(entry));
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

  /** The file as it is now. */
  static FileInput.File file(FileStatus status) throws IOException {
    String identity =
        isLocal(status.getPath())
            ? ListedInput.identity(
                java.nio.file.Files.readAttributes(
                    java.nio.file.Path.of(status.getPath().getPath()), BasicFileAttributes.class))
            : "";
    return new FileInput.File(
        status.getPath(), status.getLen(), status.getModificationTime(), identity);
  }

  private static boolean isLocal(Path path) {
    return "file".equals(path.toUri().getScheme());
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
