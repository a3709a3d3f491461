package dev.flinkjobs.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The csv parts that a job has committed to a directory. */
public final class CommittedParts {
  private CommittedParts() {}

  /** Their lines without their headers; none where the directory is not there yet. */
  public static List<String> lines(Path directory) throws IOException {
    List<String> lines = new ArrayList<>();
    if (!Files.isDirectory(directory)) {
      return lines;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path part :
          files.filter(file -> file.getFileName().toString().startsWith("part-")).toList()) {
        lines.addAll(Files.readAllLines(part).stream().skip(1).toList());
      }
    }
    return lines;
  }
}
