package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.options.CommandOptions;
import dev.flinkjobs.options.ExerciseOptions;
import dev.flinkjobs.options.FlinkOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Every job and exercise is one click away in an IDE. */
class RunConfigurationsTest {
  private static final Path TREE = Path.of("..").toAbsolutePath().normalize();

  static Stream<String> commands() {
    return Catalogue.load().commands().stream()
        .filter(FlinkOptions.class::isInstance)
        .map(CommandOptions::name);
  }

  /** Exercises are started by the launcher, which has the cluster for them. */
  private static Class<?> mainClass(String name) {
    CommandOptions command = Catalogue.load().find(List.of(name.split(" "))).orElseThrow();
    return command instanceof ExerciseOptions ? Launcher.class : command.mainClass();
  }

  private static String opens() throws Exception {
    return xml(TREE.resolve("pom.xml")).getElementsByTagName("jvm.opens").item(0).getTextContent();
  }

  private static Document xml(Path file) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void intellijRunsIt(String command) throws Exception {
    Element configuration = intellij(command);
    assertThat(configuration.getAttribute("type")).isEqualTo("Application");
    assertThat(option(configuration, "MAIN_CLASS_NAME")).isEqualTo(mainClass(command).getName());
    assertThat(option(configuration, "INCLUDE_PROVIDED_SCOPE")).isEqualTo("true");
    assertThat(option(configuration, "VM_PARAMETERS")).isEqualTo(opens());
    assertThat(option(configuration, "WORKING_DIRECTORY")).isEqualTo("$PROJECT_DIR$");
    Element module = (Element) configuration.getElementsByTagName("module").item(0);
    assertThat(module.getAttribute("name")).isEqualTo(Manifest.module(mainClass(command)));
    if (mainClass(command) == Launcher.class) {
      assertThat(option(configuration, "PROGRAM_PARAMETERS")).isEqualTo(command);
    }
  }

  private static Element intellij(String command) throws Exception {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> found = Files.list(TREE.resolve(".run"))) {
      found.filter(file -> file.toString().endsWith(".run.xml")).forEach(files::add);
    }
    for (Path file : files) {
      Element configuration = (Element) xml(file).getElementsByTagName("configuration").item(0);
      if (configuration.getAttribute("name").equals(command)) {
        return configuration;
      }
    }
    throw new AssertionError(
        String.format(Locale.ROOT, ".run has no configuration named '%s': %s", command, files));
  }

  private static String option(Element configuration, String name) {
    NodeList options = configuration.getElementsByTagName("option");
    for (int i = 0; i < options.getLength(); i++) {
      Element option = (Element) options.item(i);
      if (option.getAttribute("name").equals(name)) {
        return option.getAttribute("value");
      }
    }
    throw new AssertionError("there is no option " + name);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void visualStudioCodeRunsIt(String command) throws Exception {
    JsonNode configuration = launch(command);
    assertThat(configuration.path("type").asText()).isEqualTo("java");
    assertThat(configuration.path("request").asText()).isEqualTo("launch");
    assertThat(configuration.path("mainClass").asText()).isEqualTo(mainClass(command).getName());
    assertThat(configuration.path("projectName").asText())
        .isEqualTo(Manifest.module(mainClass(command)));
    assertThat(configuration.path("vmArgs").asText()).isEqualTo(opens());
    assertThat(configuration.path("cwd").asText()).isEqualTo("${workspaceFolder}");
    if (mainClass(command) == Launcher.class) {
      assertThat(configuration.path("args").asText()).isEqualTo(command);
    }
  }

  private static JsonNode launch(String command) throws IOException {
    JsonNode file =
        new ObjectMapper().readTree(TREE.resolve(".vscode").resolve("launch.json").toFile());
    for (JsonNode configuration : file.path("configurations")) {
      if (configuration.path("name").asText().equals(command)) {
        return configuration;
      }
    }
    throw new AssertionError(".vscode/launch.json has no configuration named '" + command + "'");
  }
}
