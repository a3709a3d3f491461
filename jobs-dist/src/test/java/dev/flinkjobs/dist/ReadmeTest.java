package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTest {
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
  @MethodSource("dev.flinkjobs.dist.Readme#allPages")
  void aLinkLeadsToAFileAndAHeadingThatAreThere(String page) throws IOException {
    assertThat(Readme.brokenLinks(Jobs.tree(), page)).isEmpty();
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
    return Readme.koreanPages();
  }

  private static String english(String korean) {
    return korean.replace(".ko.md", ".md").replace("/ko/", "/");
  }
}
