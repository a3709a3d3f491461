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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts and names that people read have the words of {@code .ci/retired-words.txt} no more. */
class RetiredWordsTest {
  private static final Pattern TEXT = Pattern.compile(".*\\.(md|properties|sql)");
  private static final Pattern MAIN = Pattern.compile(".*/src/main/java/.*\\.java");

  /** Before what begins a word within a name such as {@code latePanes} or {@code LATE_PANES}. */
  private static final Pattern WITHIN_A_NAME = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|_");

  @TempDir Path directory;

  @Test
  void noneIsInTheTree() throws IOException {
    assertThat(String.join("\n", found(Jobs.tree()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs/a.md: rows miss panes",
        "a/b_ko.properties: --x = Pane",
        "a/src/main/resources/sql/a.sql: -- per pane",
        "a/src/main/java/A.java: public static final String LATE_PANES = \"\";",
        "a/src/main/java/A.java: long latePanes() {",
      })
  void oneIsReportedWithItsLineAndTheWordToUse(String line) throws IOException {
    String[] file = line.split(": ", 2);
    Path path = directory.resolve(file[0]);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "slices\n" + file[1] + "\n");
    assertThat(found(directory))
        .singleElement()
        .asString()
        .matches(file[0] + ":2: (?i)panes? -> slice; of a late row: missed window");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/target/a.md", ".git/a.md", "a/src/test/java/A.java", "a/a.png"})
  void otherFilesMayHaveThem(String file) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "pane");
    assertThat(found(directory)).isEmpty();
  }

  private static List<String> found(Path tree) throws IOException {
    List<Retired> list = new ArrayList<>();
    for (String line : Files.readAllLines(Jobs.tree().resolve(".ci/retired-words.txt"))) {
      if (!line.startsWith("#")) {
        String[] parts = line.split(" -> ", 2);
        list.add(new Retired(Pattern.compile(parts[0], Pattern.CASE_INSENSITIVE), parts[1]));
      }
    }
    List<String> found = new ArrayList<>();
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            String name = String.valueOf(visited.getFileName());
            boolean ours = visited.equals(tree) || !(name.equals("target") || name.startsWith("."));
            return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = tree.relativize(file).toString();
            if (TEXT.matcher(name).matches() || MAIN.matcher(name).matches()) {
              List<String> lines = Files.readAllLines(file);
              for (int i = 0; i < lines.size(); i++) {
                String words = WITHIN_A_NAME.matcher(lines.get(i)).replaceAll(" ");
                for (Retired retired : list) {
                  Matcher word = retired.pattern().matcher(words);
                  if (word.find()) {
                    found.add(
                        name + ":" + (i + 1) + ": " + word.group() + " -> " + retired.instead());
                  }
                }
              }
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private record Retired(Pattern pattern, String instead) {}
}
