package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pages of {@code docs/adr}: few, short, numbered without a gap, and what names them by number.
 */
class DecisionsTest {
  private static final Pattern TEXT =
      Pattern.compile(".*\\.(java|md|properties|sql|xml|ya?ml|sh)|[^.]*");
  private static final Pattern NUMBER =
      Pattern.compile(
          "\\bADRs?[ -](\\d{1,4})\\b|\\badr/(\\d{4})|\\(see (00\\d\\d)\\)|\\((00\\d\\d)\\)");

  @TempDir Path directory;

  @Test
  void pagesAreFewAndNumberedWithoutAGap() throws IOException {
    List<String> numbers = numbers();
    assertThat(numbers)
        .hasSizeLessThanOrEqualTo(25)
        .isEqualTo(IntStream.rangeClosed(1, numbers.size()).mapToObj("%04d"::formatted).toList());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPageIsShortAndSaysWhyWhatAndWhatFollows(String page) throws IOException {
    List<String> lines = Files.readAllLines(Jobs.tree().resolve(page));
    assertThat(lines).hasSizeLessThanOrEqualTo(60);
    assertThat(lines.get(0)).startsWith("# " + number(page) + " ");
    assertThat(lines.stream().filter(line -> line.startsWith("## ")))
        .containsExactly("## Context", "## Decision", "## Consequences");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aLinkShowsTheNumberOfThePageThatItLeadsTo(String page) throws IOException {
    assertThat(
            Pattern.compile("\\[(\\d{4})\\]\\((?:\\w*/)*(\\d{4})-")
                .matcher(Files.readString(Jobs.tree().resolve(page)))
                .results())
        .allSatisfy(link -> assertThat(link.group(2)).isEqualTo(link.group(1)));
  }

  @Test
  void everyNumberInTheTreeIsThatOfAPage() throws IOException {
    assertThat(String.join("\n", unknown(Jobs.tree()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/src/main/java/A.java: // ADR 0032 says why",
        "a.md: [why](docs/adr/0032-x.md)",
        "a/b.md: [why](../adr/0999-x.md)",
        "docker-compose.yml: # ADR-32",
        "a/src/test/java/A.java: // in turn (0099)",
        ".ci/run: # ADR 0032"
      })
  void aNumberOfNoPageIsReported(String line) throws IOException {
    String[] file = line.split(": ", 2);
    Path path = directory.resolve(file[0]);
    Files.createDirectories(path.getParent());
    Files.writeString(path, file[1]);
    assertThat(unknown(directory)).singleElement().asString().startsWith(file[0] + ":1: ");
  }

  static List<String> pages() throws IOException {
    return Readme.in("docs/adr").toList();
  }

  private static List<String> numbers() throws IOException {
    return pages().stream().map(DecisionsTest::number).toList();
  }

  private static String number(String page) {
    return page.substring("docs/adr/".length()).substring(0, 4);
  }

  private static List<String> unknown(Path tree) throws IOException {
    List<String> numbers = numbers();
    List<String> unknown = new ArrayList<>();
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            String name = String.valueOf(visited.getFileName());
            boolean ours =
                visited.equals(tree)
                    || !(name.equals("target") || name.equals("data") || name.equals(".git"));
            return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = tree.relativize(file).toString();
            if (TEXT.matcher(file.getFileName().toString()).matches()
                && !name.endsWith("DecisionsTest.java")) {
              List<String> lines = Files.readAllLines(file);
              for (int i = 0; i < lines.size(); i++) {
                String at = name + ":" + (i + 1) + ": ";
                NUMBER
                    .matcher(lines.get(i))
                    .results()
                    .forEach(
                        found -> {
                          String digits = found.group().replaceAll("\\D", "");
                          if (!numbers.contains("%04d".formatted(Integer.parseInt(digits)))) {
                            unknown.add(at + found.group());
                          }
                        });
              }
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return unknown;
  }
}
