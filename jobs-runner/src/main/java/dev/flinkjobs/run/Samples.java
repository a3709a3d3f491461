package dev.flinkjobs.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sample data that comes with the suite. */
final class Samples {

  /** Where the launcher says the suite is. */
  private static final String HOME_PROPERTY = "flinkjobs.home";

  private Samples() {}

  /** A file of {@code data/}: in the suite's home, else in this directory or one above it. */
  static Optional<Path> find(String name) {
    String home = System.getProperty(HOME_PROPERTY);
    if (home != null) {
      return in(Path.of(home), name);
    }
    for (@Nullable Path directory = Path.of("").toAbsolutePath();
        directory != null;
        directory = directory.getParent()) {
      Optional<Path> found = in(directory, name);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> in(Path directory, String name) {
    return Optional.of(directory.resolve("data").resolve(name)).filter(Files::isRegularFile);
  }
}
