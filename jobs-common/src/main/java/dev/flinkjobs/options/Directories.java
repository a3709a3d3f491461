package dev.flinkjobs.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Directories that options name. */
public final class Directories {
  private Directories() {}

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
}
