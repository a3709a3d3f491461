package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What CI runs by {@code .github/workflows}, beside what people run here. */
class WorkflowsTest {
  private static final Path TREE = Jobs.tree();

  @Test
  void eachPushIsVerifiedOnBothFlinksAndBothJdks() throws IOException {
    Yaml job = job("verify.yml", "verify");
    Yaml matrix = job.at("strategy", "matrix");
    assertThat(matrix.names()).containsExactly("flink", "jdk");
    assertThat(matrix.at("flink").texts()).containsExactly("2.2.0", "2.3.0");
    assertThat(matrix.at("jdk").texts()).containsExactly("17", "21");
    assertThat(matrix.at("flink").texts())
        .as("the version of pom.xml, and the one that .ci/run adds")
        .containsExactly(ComposeTest.property("flink.version"), otherFlinkOfRun());
    assertThat(java(job).at("java-version").text()).isEqualTo("${{ matrix.jdk }}");
    assertThat(commands(job)).endsWith("mvn -B verify -Dflink.version=${{ matrix.flink }}");
    // A push of somebody's pull request, or to main; `on` is a boolean in YAML 1.1.
    assertThat(String.valueOf(workflow("verify.yml").value()))
        .contains("push={branches=[main]}", "pull_request");
  }

  @Test
  void eachNightRunsWhatAPersonRunsWithTheJdkOfTheBaseline() throws IOException {
    Yaml job = job("nightly.yml", "nightly");
    assertThat(commands(job)).containsExactly(".ci/nightly");
    assertThat(java(job).at("java-version").text())
        .isEqualTo(ComposeTest.property("maven.compiler.release"));
    assertThat(String.valueOf(workflow("nightly.yml").value())).contains("schedule=[{cron=");
    assertThat(Files.readString(TREE.resolve(".ci/nightly")))
        .contains("\n.ci/run\n", " .ci/compose\n", "\n.ci/soak --kills 100 ");
    assertThat(Files.readString(TREE.resolve(".ci/run"))).contains("\n.ci/first-run\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify.yml", "nightly.yml"})
  void mavenRepositoriesAreCachedAndNobodyMayWrite(String file) throws IOException {
    Yaml job = job(file, file.replace(".yml", ""));
    assertThat(java(job).at("cache").text()).isEqualTo("maven");
    assertThat(workflow(file).at("permissions").value()).hasToString("{contents=read}");
    assertThat(Integer.parseInt(job.at("timeout-minutes").text())).isBetween(60, 240);
  }

  /** What {@code .ci/run} takes where it is missing, but for what GitHub or setup-java has. */
  @Test
  void whatTestsNeedBesidesIsInstalled() throws IOException {
    List<String> needed =
        Pattern.compile("(?m)^need \\S+ (\\S+)$")
            .matcher(Files.readString(TREE.resolve(".ci/run")))
            .results()
            .map(need -> need.group(1))
            .filter(name -> !name.startsWith("openjdk") && !name.equals("maven"))
            .toList();
    assertThat(needed).isNotEmpty();
    assertThat(String.join("\n", commands(job("verify.yml", "verify")))).contains(needed);
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void aScriptCanBeRunAndCallsOnlyScriptsThatAreThere(Path script) throws Exception {
    assertThat(script).isExecutable();
    String text = Files.readString(script);
    assertThat(Pattern.compile("(?<![\\w/])\\.ci/[a-z-]+").matcher(text).results())
        .allSatisfy(call -> assertThat(TREE.resolve(call.group())).isExecutable());
    assertThat(Jobs.in(TREE, "bash", "-n", script.toString()).run().err()).isEmpty();
  }

  static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(TREE.resolve(".ci"))) {
      return files.filter(file -> !file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  private static String otherFlinkOfRun() throws IOException {
    return Pattern.compile("-Dflink\\.version=(\\S+)")
        .matcher(Files.readString(TREE.resolve(".ci/run")))
        .results()
        .findFirst()
        .orElseThrow()
        .group(1);
  }

  private static Yaml workflow(String file) throws IOException {
    return Yaml.read(TREE.resolve(".github/workflows").resolve(file));
  }

  private static Yaml job(String file, String name) throws IOException {
    return workflow(file).at("jobs", name);
  }

  private static List<String> commands(Yaml job) {
    return job.at("steps").elements().stream()
        .map(step -> step.at("run"))
        .filter(Yaml::exists)
        .map(Yaml::text)
        .toList();
  }

  private static Yaml java(Yaml job) {
    return job.at("steps").elements().stream()
        .filter(step -> Objects.toString(step.at("uses").value()).startsWith("actions/setup-java@"))
        .findFirst()
        .orElseThrow()
        .at("with");
  }
}
