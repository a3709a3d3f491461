package dev.flinkjobs.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The parts that a job has committed to a directory: as many as checkpoints came while it ran. */
public final class CommittedParts {
  private CommittedParts() {}

  /** The lines of csv parts without their headers; none where the directory is not there yet. */
  public static List<String> lines(Path directory) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path part : parts(directory)) {
      lines.addAll(Files.readAllLines(part).stream().skip(1).toList());
    }
    return lines;
  }

  /**
   * What one part would have had if no checkpoint had come: those of a subtask are in the order in
   * which they were written, and of csv only the first has its header.
   */
  public static String asOne(Path directory) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path part : parts(directory)) {
      String more = Files.readString(part);
      boolean repeatsHeader = part.toString().endsWith(".csv") && text.length() > 0;
      text.append(repeatsHeader ? more.substring(more.indexOf('\n') + 1) : more);
    }
    return text.toString();
  }

  private static List<Path> parts(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          // Numbers are not padded.
          .sorted(
              Comparator.comparing((Path part) -> part.toString().length())
                  .thenComparing(Path::toString))
          .toList();
    }
  }
}
