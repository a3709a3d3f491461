package dev.flinkjobs.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What stands in a README or a page of the manual: commands, and what they are said to print. */
record Readme(List<String> commands, List<Example> examples) {
  private static final String FENCE = "```";

  private static final Pattern LINK =
      Pattern.compile("(?:\\]\\(|^\\[[^\\]]+\\]: )([^)\\s]+)", Pattern.MULTILINE);

  /** Beside the files of a repository on GitHub: how its workflows ended. */
  private static final Pattern WORKFLOW =
      Pattern.compile("\\.\\./\\.\\./actions/(workflows/[^/]+)(?:/badge\\.svg)?");

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

  /** README.ko.md and the pages of the manual in Korean, as paths in the tree. */
  static Stream<String> koreanPages() throws IOException {
    return Stream.concat(Stream.of("README.ko.md"), manual("ko"));
  }

  /** Every page that people read, as paths in the tree. */
  static Stream<String> allPages() throws IOException {
    Stream<String> others =
        Stream.of(
            "ARCHITECTURE.md",
            "CONTRIBUTING.md",
            "CHANGELOG.md",
            "docs/options.md",
            "docs/performance.md");
    return Stream.of(pages().stream(), koreanPages(), others, in("docs/adr"))
        .flatMap(pages -> pages);
  }

  /** The links of a page, below a root, to files or headings that are not there. */
  static List<String> brokenLinks(Path root, String page) throws IOException {
    Path file = root.resolve(page);
    List<String> broken = new ArrayList<>();
    for (MatchResult found : LINK.matcher(Files.readString(file)).results().toList()) {
      String[] link = found.group(1).split("#", 2);
      Path target = link[0].isEmpty() ? file : file.resolveSibling(link[0]).normalize();
      Matcher workflow = WORKFLOW.matcher(link[0]);
      if (workflow.matches()) {
        target = Jobs.tree().resolve(".github").resolve(workflow.group(1));
      }
      if (!link[0].contains("://")
          && (!Files.exists(target) || (link.length > 1 && !headings(target).contains(link[1])))) {
        broken.add(page + ": " + found.group(1));
      }
    }
    return broken;
  }

  /** The anchors that GitHub makes of the headings of a page. */
  private static List<String> headings(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  /** The pages of a directory of the manual, as paths in the tree. */
  static Stream<String> manual(String directory) throws IOException {
    return in("docs/manual/" + directory);
  }

  /** The pages of a directory of the tree, as paths in the tree. */
  static Stream<String> in(String directory) throws IOException {
    try (Stream<Path> entries = Files.list(Jobs.tree().resolve(directory))) {
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
