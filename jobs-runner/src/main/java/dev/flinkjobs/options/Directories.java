package dev.flinkjobs.options;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Directories that options name. */
public final class Directories {
  private static final FileAttribute<?>[] PRIVATE =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
          }
          : new FileAttribute<?>[0];

  private Directories() {}

  /** Makes a directory that nobody else may look into, if it is not there. */
  public static void makePrivate(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, PRIVATE);
    }
  }

  /**
   * What keeps files from being written into a directory of this machine, which need not be there
   * yet; empty if nothing does.
   */
  public static Optional<String> obstacle(Path directory) {
    Path wanted = directory.toAbsolutePath().normalize();
    Path existing = wanted;
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing)) {
      return Optional.of(
          existing.equals(wanted)
              ? "is a file"
              : existing + " is a file, so no directory can be made in it");
    }
    return Files.isWritable(existing)
        ? Optional.empty()
        : Optional.of("no permission to write in " + existing);
  }

  /** Adds a problem if files cannot be written into the directory that an option names. */
  static void check(String option, @Nullable Path directory, Problems problems) {
    if (directory != null && !problems.arePathsElsewhere()) {
      obstacle(directory)
          .ifPresent(
              obstacle ->
                  problems.add(
                      "%s %s: %s; give another directory, e.g. state",
                      option, directory, obstacle));
    }
  }
}
