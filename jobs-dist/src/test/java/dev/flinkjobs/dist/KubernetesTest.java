package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.input.Inputs;
import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.options.CommandOptions;
import dev.flinkjobs.options.FlinkKeys;
import dev.flinkjobs.options.IterationOptions;
import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.Version;
import dev.flinkjobs.output.Outputs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What deploy/kubernetes holds is what the operator takes, for every job. */
class KubernetesTest {
  private static final Path MANIFESTS = Path.of("..", "deploy", "kubernetes");
  private static final String JARS = "/opt/flink/usrlib/";
  private static final String VERSION = "v2_2";

  private static ResourceSchema flinkDeployment;

  @BeforeAll
  static void readSchema() throws IOException {
    flinkDeployment =
        ResourceSchema.of("META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml", "v1beta1");
    // The API that is tested with ends before it. Once it does not, this addition goes.
    assertThat(flinkDeployment.allowed("spec", "flinkVersion")).doesNotContain(VERSION);
    flinkDeployment.allowed("spec", "flinkVersion").add(VERSION);
  }

  static Stream<String> jobs() {
    return Catalogue.load().commands().stream()
        .filter(JobOptions.class::isInstance)
        .map(CommandOptions::name);
  }

  /** Those that are one job each, and no rounds. */
  static Stream<String> applications() {
    return jobs().filter(name -> !(job(name) instanceof IterationOptions));
  }

  static Stream<String> rounds() {
    return jobs().filter(name -> job(name) instanceof IterationOptions);
  }

  static Stream<String> deployments() {
    return Stream.concat(applications(), Stream.of("rounds"));
  }

  private static JobOptions job(String name) {
    return (JobOptions) Catalogue.load().find(List.of(name)).orElseThrow();
  }

  private static Yaml manifest(String name) throws IOException {
    return Yaml.read(MANIFESTS.resolve(name + ".yaml"));
  }

  @ParameterizedTest
  @MethodSource("deployments")
  void theOperatorTakesIt(String name) throws IOException {
    Yaml deployment = manifest(name);
    assertThat(deployment.at("apiVersion").text()).isEqualTo("flink.apache.org/v1beta1");
    assertThat(deployment.at("kind").text()).isEqualTo("FlinkDeployment");
    assertThat(deployment.at("metadata", "name").text()).isEqualTo(name);
    assertThat(flinkDeployment.faults(deployment)).isEmpty();
  }

  @Test
  void whatTheOperatorDoesNotTakeIsFound() {
    String wrong =
        """
        apiVersion: flink.apache.org/v1beta1
        kind: FlinkDeployment
        spec:
          flinkVersion: v9_9
          flinkConfiguration: {taskmanager.numberOfTaskSlots: 2}
          job: {jarUri: x, parallelism: two}
          podTemplate: {spec: {containers: [{name: x, img: y}]}}
        """;
    Yaml read = Yaml.read(new ByteArrayInputStream(wrong.getBytes(StandardCharsets.UTF_8)));
    assertThat(flinkDeployment.faults(read).stream().map(fault -> fault.replaceFirst(" .*", "")))
        .containsExactlyInAnyOrder(
            "spec.flinkVersion",
            "spec.flinkConfiguration.taskmanager.numberOfTaskSlots",
            "spec.job.jarUri",
            "spec.job.parallelism",
            "spec.podTemplate.spec.containers[0].img");
  }

  @ParameterizedTest
  @MethodSource("applications")
  void itStartsThatJobWithArgumentsThatItTakes(String name) throws Exception {
    Yaml start = manifest(name).at("spec", "job");
    Class<?> mainClass = job(name).mainClass();
    assertThat(start.at("entryClass").text()).isEqualTo(mainClass.getName());
    assertThat(start.at("jarURI").text())
        .isEqualTo("local://" + JARS + packedModule(mainClass) + ".jar");
    assertThat(faults(job(name), start.at("args").texts())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void roundsAreDrivenFromAProcessOfTheirOwnThatGoesOnWhereItEnded(String name) throws Exception {
    Yaml driver = manifest(name);
    assertThat(driver.at("kind").text()).isEqualTo("Job");
    assertThat(driver.at("metadata", "name").text()).isEqualTo(name);
    Yaml container = driver.at("spec", "template", "spec", "containers").elements().get(0);
    assertThat(container.at("image").text()).isEqualTo("flink-jobs:" + Version.number());
    assertThat(container.at("env").elements().get(0).at("value").text())
        .isEqualTo("rest.address: " + manifest("rounds").at("metadata", "name").text() + "-rest");
    List<String> words = container.at("args").texts();
    Class<?> mainClass = job(name).mainClass();
    assertThat(words.subList(0, 5))
        .containsExactly(
            "flink", "run", "-c", mainClass.getName(), JARS + packedModule(mainClass) + ".jar");
    assertThat(words).contains("--state");
    assertThat(faults(job(name), words.subList(5, words.size()))).isEmpty();
  }

  /** The module that a job is in, whose jar is in the image. */
  private static String packedModule(Class<?> mainClass) throws Exception {
    String module = RunConfigurationsTest.module(mainClass);
    assertThat(Path.of("src", "assembly", "content.xml"))
        .content()
        .contains("<include>dev.flinkjobs:" + module + "</include>");
    return module;
  }

  private static List<String> faults(JobOptions options, List<String> args) {
    Problems problems = new Problems();
    CommandLineParser.parse(options, args.toArray(String[]::new), new StringBuilder(), problems);
    options.input().stream()
        .filter(text -> text.contains("://"))
        .forEach(text -> Inputs.parse("--input", List.of(text), options.dialect(), null, problems));
    Outputs.parse("--output", options.output(), options.routes(), problems);
    Outputs.parse("--rejected", options.rejected(), problems);
    options.late().ifPresent(late -> Outputs.parse("--late", late, problems));
    return problems.messages();
  }

  @ParameterizedTest
  @MethodSource("deployments")
  void allHaveOneShape(String name) throws IOException {
    assertThat(shape(name)).isEqualTo(shape("transaction-totals"));
  }

  /** Up to what the job is. */
  private static String shape(String name) throws IOException {
    String text = Files.readString(MANIFESTS.resolve(name + ".yaml"));
    int job = text.indexOf("  job:\n");
    return text.substring(text.indexOf("apiVersion"), job < 0 ? text.length() : job)
        .replace("/" + name + "/", "/NAME/")
        .replace("name: " + name + "\n", "name: NAME\n");
  }

  @Test
  void theShapeIsOfThisVersionWithoutPrivilegesAndWithKeysThatFlinkKnows() throws IOException {
    Yaml spec = manifest("transaction-totals").at("spec");
    assertThat(spec.at("image").text()).isEqualTo("flink-jobs:" + Version.number());
    assertThat(spec.at("flinkVersion").text()).isEqualTo(VERSION);
    Map<String, String> configuration = new LinkedHashMap<>();
    Yaml given = spec.at("flinkConfiguration");
    given.names().forEach(key -> configuration.put(key, given.at(key).text()));
    assertThat(FlinkKeys.unknown(configuration.keySet())).isEmpty();
    assertThat(FlinkKeys.faults(configuration)).isEmpty();
    assertThat(configuration).containsEntry("web.submit.enable", "false");
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void noPodHasPrivileges(String name) throws IOException {
    Yaml manifest = manifest(name);
    Yaml pod = manifest.at("spec", "podTemplate", "spec");
    if (!pod.exists()) {
      pod = manifest.at("spec", "template", "spec");
    }
    assertThat(pod.at("securityContext", "runAsNonRoot").value()).isEqualTo(true);
    Yaml container = pod.at("containers").elements().get(0).at("securityContext");
    assertThat(container.at("allowPrivilegeEscalation").value()).isEqualTo(false);
    assertThat(container.at("capabilities", "drop").texts()).containsExactly("ALL");
  }

  @ParameterizedTest
  @MethodSource("applications")
  void whatNeverEndsIsUpgradedWithASavepoint(String name) throws IOException {
    Yaml start = manifest(name).at("spec", "job");
    boolean endless =
        start.at("args").texts().stream()
            .anyMatch(text -> text.contains("group=") || text.contains("watch="));
    assertThat(start.at("upgradeMode").text()).isEqualTo(endless ? "savepoint" : "stateless");
  }

  @Test
  void theImageIsFlinksWithoutItsRoot() throws IOException {
    List<String> lines = Files.readAllLines(MANIFESTS.resolve("Dockerfile"));
    assertThat(lines).contains("FROM " + ComposeTest.flinkImage());
    assertThat(lines).endsWith("USER flink");
  }
}
