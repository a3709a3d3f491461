package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTest {
  private static final Pattern LINK =
      Pattern.compile("(?:\\]\\(|^\\[[^\\]]+\\]: )([^)\\s]+)", Pattern.MULTILINE);

  @ParameterizedTest
  @MethodSource("koreanPages")
  void aKoreanPageHasTheSameCommandsAndAsksForKoreanHelp(String korean) throws IOException {
    assertThat(
            Readme.of(korean).commands().stream().map(command -> command.replace(" --lang ko", "")))
        .isEqualTo(Readme.of(english(korean)).commands());
  }

  @ParameterizedTest
  @MethodSource("koreanPages")
  void aKoreanPageShowsTheSameOutput(String korean) throws IOException {
    assertThat(Readme.of(korean).examples()).isEqualTo(Readme.of(english(korean)).examples());
  }

  @ParameterizedTest
  @MethodSource("allPages")
  void aLinkLeadsToAFileAndAHeadingThatAreThere(String page) throws IOException {
    Path file = Jobs.tree().resolve(page);
    List<String> links =
        LINK.matcher(Files.readString(file))
            .results()
            .map(link -> link.group(1))
            .filter(link -> !link.contains("://"))
            .toList();
    assertThat(links)
        .allSatisfy(
            link -> {
              String[] parts = link.split("#", 2);
              Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
              assertThat(target).exists();
              if (parts.length > 1) {
                assertThat(headings(target)).contains(parts[1]);
              }
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.ko.md"})
  void aReadmeIsShort(String readme) throws IOException {
    assertThat(Files.readAllLines(Jobs.tree().resolve(readme))).hasSizeLessThanOrEqualTo(150);
  }

  @Test
  void theReadmesHaveCommands() throws IOException {
    assertThat(Readme.of("README.md").commands())
        .contains("./jobs transaction-totals", "mvn verify");
  }

  @Test
  void theTableOfClassesNamesThoseThatTheModulesHave() throws IOException {
    List<MatchResult> rows =
        Pattern.compile("\\| `([^`]+)` \\| `(dev[^`]+)` \\| `([^`]+)` \\|")
            .matcher(Files.readString(Jobs.tree().resolve("docs/manual/cluster.md")))
            .results()
            .toList();
    assertThat(rows)
        .hasSizeGreaterThanOrEqualTo(18)
        .allSatisfy(
            row ->
                assertThat(
                        Jobs.tree()
                            .resolve(row.group(3))
                            .resolve("src/main/java")
                            .resolve(row.group(2).replace('.', '/') + ".java"))
                    .exists());
  }

  static Stream<String> koreanPages() throws IOException {
    return Stream.concat(Stream.of("README.ko.md"), Readme.manual("ko"));
  }

  static Stream<String> allPages() throws IOException {
    return Stream.concat(Readme.pages().stream(), koreanPages());
  }

  private static String english(String korean) {
    return korean.replace(".ko.md", ".md").replace("/ko/", "/");
  }

  /** The anchors that GitHub makes of the headings of a page. */
  private static List<String> headings(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }
}
