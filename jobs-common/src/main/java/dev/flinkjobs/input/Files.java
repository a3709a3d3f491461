package dev.flinkjobs.input;

import dev.flinkjobs.csv.StandardInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** What the input room asks of file systems: those that Flink knows, the local one among them. */
final class Files {
  private Files() {}

  /**
   * The files below a directory, by path. Names that begin with a dot or an underscore are not
   * data: unfinished parts, markers, editors' leftovers.
   */
  static List<FileStatus> in(Path directory) throws IOException {
    List<FileStatus> files = new ArrayList<>();
    collect(directory, files);
    files.sort(Comparator.comparing(file -> file.getPath().toString()));
    return files;
  }

  private static void collect(Path directory, List<FileStatus> files) throws IOException {
    FileStatus[] entries = directory.getFileSystem().listStatus(directory);
    if (entries == null) {
      return;
    }
    for (FileStatus entry : entries) {
      String name = entry.getPath().getName();
      if (name.startsWith(".") || name.startsWith("_")) {
        continue;
      }
      if (entry.isDir()) {
        collect(entry.getPath(), files);
      } else {
        files.add(entry);
      }
    }
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
