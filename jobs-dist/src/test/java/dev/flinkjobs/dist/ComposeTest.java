package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.options.FlinkKeys;
import dev.flinkjobs.options.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docker-compose.yml opens to whom. That it runs is shown by .ci/compose. */
class ComposeTest {
  private static final Path TREE = Path.of("..");

  private static Yaml services;

  @BeforeAll
  static void read() throws IOException {
    services = Yaml.read(TREE.resolve("docker-compose.yml")).at("services");
  }

  /** Of the version that the suite is built for, whatever it is tested with. */
  static String flinkImage() throws IOException {
    return "flink:" + property("flink.version") + "-scala_2.12-java17";
  }

  static String property(String name) throws IOException {
    String pom = Files.readString(TREE.resolve("pom.xml"));
    String tag = "<" + name + ">";
    int start = pom.indexOf(tag) + tag.length();
    return pom.substring(start, pom.indexOf('<', start));
  }

  @Test
  void everyPortIsPublishedOnTheLoopbackInterfaceOnly() {
    List<String> ports =
        services.values().flatMap(service -> service.at("ports").texts().stream()).toList();
    assertThat(ports).hasSizeGreaterThan(4).allMatch(port -> port.startsWith("127.0.0.1:"));
    assertThat(services.values())
        .noneMatch(service -> service.at("network_mode").exists() && service.at("ports").exists())
        .noneMatch(service -> "host".equals(service.at("network_mode").value()));
  }

  @Test
  void noServiceMayGetMorePrivileges() {
    assertThat(services.values().filter(service -> service.at("restart").exists()))
        .isNotEmpty()
        .allMatch(service -> service.at("security_opt").texts().contains("no-new-privileges:true"));
    assertThat(services.values()).noneMatch(service -> service.at("privileged").exists());
    assertThat(services.values().flatMap(service -> service.at("volumes").texts().stream()))
        .noneMatch(volume -> volume.contains("docker.sock"))
        .filteredOn(volume -> volume.startsWith(".") || volume.startsWith("$"))
        .isNotEmpty()
        .allMatch(volume -> volume.endsWith(":ro"));
  }

  @Test
  void flinkIsGivenNoJarsOverTheWebAndKeysThatItKnows() {
    Map<String, String> configuration = new LinkedHashMap<>();
    services
        .at("jobmanager", "environment", "FLINK_PROPERTIES")
        .text()
        .lines()
        .map(line -> line.split(": ", 2))
        .forEach(entry -> configuration.put(entry[0], entry[1]));
    assertThat(configuration).containsEntry("web.submit.enable", "false");
    assertThat(FlinkKeys.unknown(configuration.keySet())).isEmpty();
    assertThat(FlinkKeys.faults(configuration)).isEmpty();
    assertThat(MemorySize.parse(configuration.get("taskmanager.memory.process.size")))
        .as("with less nearly nothing is left for tasks")
        .isGreaterThanOrEqualTo(MemorySize.ofMebiBytes(1728));
    assertThat(services.at("taskmanager", "environment").value())
        .isEqualTo(services.at("jobmanager", "environment").value());
  }

  @Test
  void imagesAndJarsAreOfTheVersionsOfTheBuild() throws IOException {
    assertThat(services.at("jobmanager", "image").text()).isEqualTo(flinkImage());
    assertThat(services.at("prepare", "image").text()).isEqualTo(flinkImage());
    assertThat(services.at("kafka", "image").text())
        .isEqualTo("apache/kafka:" + property("kafka.version"))
        .isEqualTo(services.at("topics", "image").text());
    assertThat(services.at("flink", "volumes").texts())
        .anyMatch(volume -> volume.contains("flink-jobs-" + Version.number() + "/job-jars"));
  }

  @Test
  void theDefaultPasswordIsNowhereElse() throws IOException {
    String password = services.at("prepare", "environment", "POSTGRES_PASSWORD").text();
    assertThat(password).startsWith("${POSTGRES_PASSWORD:-");
    String text = password.substring(password.indexOf(":-") + 2, password.length() - 1);
    assertThat(services.at("postgres", "environment", "POSTGRES_PASSWORD").text())
        .isEqualTo(password);
    for (String name : List.of("deploy", "docs", ".ci", "README.md", "README.ko.md")) {
      try (Stream<Path> shipped = Files.walk(TREE.resolve(name))) {
        assertThat(shipped.filter(Files::isRegularFile))
            .isNotEmpty()
            .allSatisfy(file -> assertThat(file).content().doesNotContain(text));
      }
    }
    assertThat(services.at("jobmanager").toString())
        .as("jobs have it as a file")
        .doesNotContain("PASSWORD");
  }

  /** By .ci/compose, where it stands in a block marked {@code sh docker}. */
  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.ko.md"})
  void whatTheReadmeSaysToTypeIsRun(String readme) throws IOException {
    List<String> typed =
        Files.readAllLines(TREE.resolve(readme)).stream()
            .filter(line -> line.startsWith("docker compose "))
            .toList();
    assertThat(typed).isNotEmpty().isSubsetOf(Readme.of(readme).commands());
  }
}
