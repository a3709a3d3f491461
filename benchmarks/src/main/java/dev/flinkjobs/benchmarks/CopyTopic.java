package dev.flinkjobs.benchmarks;

import dev.flinkjobs.soak.Topics;
import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies what is committed in a topic to a file, each value a line, so that it can be checked. */
public final class CopyTopic {
  private CopyTopic() {}

  /**
   * Runs it.
   *
   * @param args the broker; the topic; the file, in a directory that is made if need be
   */
  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[2]).toAbsolutePath();
    Files.createDirectories(file.getParent());
    try (Topics topics = new Topics(args[0]);
        BufferedWriter lines = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      topics.readCommitted(args[1], (place, value) -> lines.append(value).append('\n'));
    }
  }
}
