package dev.flinkjobs.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What stands in a README or a page of the manual: commands, and what they are said to print. */
record Readme(List<String> commands, List<Example> examples) {
  private static final String FENCE = "```";

  /**
   * A command and the lines below it.
   *
   * @param shown what it prints; a line {@code …} stands for any lines
   */
  record Example(String command, List<String> shown) {}

  /** README.md and the pages of the manual in English, as paths in the tree. */
  static List<String> pages() throws IOException {
    return Stream.concat(Stream.of("README.md"), manual("")).toList();
  }

  /** The pages of a directory of the manual, as paths in the tree. */
  static Stream<String> manual(String directory) throws IOException {
    try (Stream<Path> entries =
        Files.list(Jobs.tree().resolve(Path.of("docs", "manual", directory)))) {
      return entries
          .map(page -> Jobs.tree().relativize(page).toString())
          .filter(page -> page.endsWith(".md"))
          .sorted()
          .toList()
          .stream();
    }
  }

  /** Reads a document of the tree that this module is in. */
  static Readme of(String document) throws IOException {
    List<String> commands = new ArrayList<>();
    List<Example> examples = new ArrayList<>();
    boolean followsCommands = false;
    List<String> lines = Files.readAllLines(Jobs.tree().resolve(Path.of(document)));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith(FENCE)) {
        int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf(FENCE);
        List<String> block = lines.subList(i + 1, end);
        if (line.startsWith("```sh")) {
          commands.addAll(block);
        } else if (block.get(0).startsWith("$ ")) {
          examples.add(new Example(block.get(0).substring(2), block.subList(1, block.size())));
        } else if (followsCommands) {
          examples.add(new Example(commands.get(commands.size() - 1), block));
        }
        followsCommands = line.equals("```sh");
        i = end;
      } else if (!line.isEmpty()) {
        followsCommands = false;
      }
    }
    return new Readme(List.copyOf(commands), List.copyOf(examples));
  }
}
