package dev.flinkjobs.source;

import dev.flinkjobs.csv.ListedInput;
import dev.flinkjobs.record.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.attribute.BasicFileAttributes;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** What sources ask of file systems: those that Flink knows, the local one among them. */
public final class Files {
  private Files() {}

  /**
   * Why a file cannot be read, in words, which some of the JDK's exceptions leave to their type.
   */
  public static String reason(Exception failed) {
    if (failed instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
      return reason(wrapped.getCause());
    }
    if (failed instanceof AccessDeniedException denied) {
      return "no permission to read " + Visible.text(denied.getFile());
    }
    return String.valueOf(failed.getMessage());
  }

  /** The same, going on after the file's name. */
  public static String cannotBeRead(IOException failed) {
    return "cannot be read: " + reason(failed);
  }

  /**
   * A file as it is now.
   *
   * @param path not that of the status, in which backslashes have turned into slashes
   */
  public static InputFile file(Path path, FileStatus status) throws IOException {
    return isLocal(path)
        ? file(
            path,
            java.nio.file.Files.readAttributes(
                java.nio.file.Path.of(path.getPath()), BasicFileAttributes.class))
        : new InputFile(path, status.getLen(), status.getModificationTime(), "");
  }

  /** A local file that is as these say. */
  public static InputFile file(Path path, BasicFileAttributes attributes) {
    return new InputFile(
        path,
        attributes.size(),
        attributes.lastModifiedTime().toMillis(),
        ListedInput.identity(attributes));
  }

  /** From its absolute path, so that nothing in the name is taken for a part of a URI. */
  public static Path path(java.nio.file.Path file) {
    String absolute = file.toAbsolutePath().toString();
    // Without the dots that mean nothing; others may lead through links.
    String path =
        absolute.contains("..") ? absolute : java.nio.file.Path.of(absolute).normalize().toString();
    try {
      return new Path(new URI("file", null, path, null));
    } catch (URISyntaxException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  public static FileStatus status(Path file) throws IOException {
    return fileSystem(file).getFileStatus(file);
  }

  public static FileSystem fileSystem(Path path) throws IOException {
    return path.getFileSystem();
  }

  /** A path as it is {@link #shown}, one of all that lead to the same file or directory. */
  public static String itself(Path path) {
    if (!isLocal(path)) {
      return shown(path);
    }
    java.nio.file.Path local = java.nio.file.Path.of(path.getPath()).toAbsolutePath().normalize();
    try {
      return local.toRealPath().toString();
    } catch (IOException notThere) {
      return local.toString();
    }
  }

  /** A path as people write it: local ones without a scheme, and in one line. */
  public static String shown(Path path) {
    return Visible.text(isLocal(path) ? path.getPath() : path.toString());
  }

  public static boolean isLocal(Path path) {
    String scheme = path.toUri().getScheme();
    return scheme == null || scheme.equals("file");
  }
}
