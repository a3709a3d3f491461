package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.flinkjobs.options.CommandOptions;
import dev.flinkjobs.options.FlinkKeys;
import dev.flinkjobs.options.IterationOptions;
import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.options.Version;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code ./jobs kubernetes} prints for a job is what the operator takes, for every job. */
class KubernetesTest {
  private static final Path DIRECTORY = Path.of("..", "deploy", "kubernetes");
  private static final String JARS = "/opt/flink/usrlib/";
  private static final String VERSION = "v2_2";

  private static JsonSchema flinkDeployment;

  @BeforeAll
  static void readSchema() throws IOException {
    String name = "META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";
    try (InputStream in =
        Objects.requireNonNull(KubernetesTest.class.getClassLoader().getResourceAsStream(name))) {
      JsonNode schema =
          json(Yaml.read(in)).at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
      ArrayNode versions = (ArrayNode) schema.at("/properties/flinkVersion/enum");
      // The API that is tested with ends before it. Once it does not, this addition goes.
      assertThat(versions.toString()).doesNotContain(VERSION);
      versions.add(VERSION);
      close(schema);
      flinkDeployment = JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(schema);
    }
  }

  /** As the API server reads a structural schema: a field that it does not name is a fault. */
  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      if (object.path("properties").isObject()
          && !object.has("additionalProperties")
          && !object.has("x-kubernetes-preserve-unknown-fields")) {
        object.put("additionalProperties", false);
      }
      if (object.has("x-kubernetes-int-or-string")) {
        object.putArray("type").add("integer").add("string");
      }
    }
    schema.forEach(KubernetesTest::close);
  }

  private static JsonNode json(Yaml yaml) {
    return new ObjectMapper().valueToTree(yaml.value());
  }

  private static List<String> faults(Yaml resource) {
    return flinkDeployment.validate(json(resource.at("spec"))).stream()
        .map(fault -> fault.getMessage())
        .toList();
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

  private static JobOptions job(String name) {
    return (JobOptions) Catalogue.load().find(List.of(name)).orElseThrow();
  }

  /** What is printed for these arguments. */
  private static Yaml manifest(String name, String... args) {
    return yaml(Manifest.of(job(name), List.of(args)));
  }

  private static Yaml yaml(String text) {
    return Yaml.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("applications")
  void theOperatorTakesIt(String name) throws Exception {
    Yaml deployment = manifest(name, "-Dpipeline.name=mine");
    assertThat(deployment.at("apiVersion").text()).isEqualTo("flink.apache.org/v1beta1");
    assertThat(deployment.at("kind").text()).isEqualTo("FlinkDeployment");
    assertThat(deployment.at("metadata", "name").text()).isEqualTo(name);
    assertThat(faults(deployment)).isEmpty();
    Yaml start = deployment.at("spec", "job");
    assertThat(start.at("entryClass").text()).isEqualTo(job(name).mainClass().getName());
    assertThat(start.at("jarURI").text()).isEqualTo("local://" + JARS + packed(name) + ".jar");
    assertThat(start.at("args").texts()).containsExactly("-Dpipeline.name=mine");
  }

  @Test
  void theOperatorTakesTheClusterOfRounds() throws IOException {
    assertThat(faults(Yaml.read(DIRECTORY.resolve("rounds.yaml")))).isEmpty();
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
    assertThat(faults(yaml(wrong)).stream().map(fault -> fault.replaceFirst(": .*", "")))
        .containsExactlyInAnyOrder(
            "$.flinkVersion",
            "$.flinkConfiguration.taskmanager.numberOfTaskSlots",
            "$.job",
            "$.job.parallelism",
            "$.podTemplate.spec.containers[0]");
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void roundsAreDrivenFromAProcessOfTheirOwn(String name) throws Exception {
    Yaml driver = manifest(name, "--state", "/shared/rounds");
    assertThat(driver.at("kind").text()).isEqualTo("Job");
    assertThat(driver.at("metadata", "name").text()).isEqualTo(name);
    Yaml container = driver.at("spec", "template", "spec", "containers").elements().get(0);
    assertThat(container.at("image").text()).isEqualTo("flink-jobs:" + Version.number());
    Yaml cluster = Yaml.read(DIRECTORY.resolve("rounds.yaml"));
    assertThat(container.at("env").elements().get(0).at("value").text())
        .isEqualTo("rest.address: " + cluster.at("metadata", "name").text() + "-rest");
    assertThat(container.at("args").texts())
        .containsExactly(
            "flink",
            "run",
            "-c",
            job(name).mainClass().getName(),
            JARS + packed(name) + ".jar",
            "--state",
            "/shared/rounds");
  }

  /** The module that a job is in, whose jar is in the image. */
  private static String packed(String name) {
    String module = Manifest.module(job(name).mainClass());
    assertThat(Path.of("src", "assembly", "content.xml"))
        .content()
        .contains("<include>dev.flinkjobs:" + module + "</include>");
    return module;
  }

  @Test
  void argumentsComeThroughAsTheyAre() {
    String[] args = {
      "--output",
          "files:/shared/a b\t\"c\" 'd' | e & f $g ${args} $(HOME) $$ \\ \\n %s # : - {x} *",
      "--rejected", "files:/shared/한글 \u0085 \u2028 \ufeff \u007f 😀\nnext line\n",
      "-Dpipeline.name= yes",
    };
    assertThat(manifest("transaction-totals", args).at("spec", "job", "args").texts())
        .containsExactly(args);
    List<String> driver =
        manifest("k-means", args)
            .at("spec", "template", "spec", "containers")
            .elements()
            .get(0)
            .at("args")
            .texts();
    // What the kubelet makes of the arguments of a container.
    assertThat(driver.subList(5, driver.size()).stream().map(arg -> arg.replace("$$", "$")))
        .containsExactly(args);
  }

  @Test
  void pathsAreThoseOfThePods() {
    String[] args = {"--state", "/dev/null/rounds", "--summary-json", "/dev/null/summary.json"};
    assertThat(Manifest.of(job("k-means"), List.of(args))).contains(args);
  }

  @Test
  void parallelismIsThatOfTheArguments() {
    assertThat(manifest("transaction-totals", "-p", "7").at("spec", "job", "parallelism").value())
        .isEqualTo(7);
    assertThat(manifest("transaction-totals").at("spec", "job", "args").elements()).isEmpty();
  }

  @Test
  void allMistakesAreToldBeforeAnythingIsDeployed() {
    assertThatThrownBy(
            () -> manifest("transaction-totals", "--inptu", "x", "--emit", "never", "--heap", "2g"))
        .isInstanceOfSatisfying(
            UsageException.class,
            mistake ->
                assertThat(mistake.messages())
                    .hasSize(3)
                    .anyMatch(text -> text.contains("--inptu; did you mean --input?"))
                    .anyMatch(text -> text.contains("--emit: 'never' is not allowed"))
                    .anyMatch(text -> text.contains("--heap")));
  }

  @Test
  void aSecretIsRefusedWithoutQuotingIt() {
    assertThatThrownBy(
            () ->
                manifest("transaction-totals", "--output", "jdbc:postgresql://u:hush@h/d?table=t"))
        .isInstanceOfSatisfying(
            UsageException.class,
            mistake ->
                assertThat(String.join("\n", mistake.messages()))
                    .contains("jdbc:postgresql://u:******@h/d?table=t", "password-file")
                    .doesNotContain("hush"));
  }

  @ParameterizedTest
  @CsvSource({
    "kubernetes, 0, ./jobs kubernetes JOB [options of the job]",
    "kubernetes transaction-totals --help, 0, --group-by",
    "kubernetes tour key-by-reduce -p 1, 0, '- \"key-by-reduce\"'",
    "kubernetes transaction-total, 2, did you mean transaction-totals?",
    "kubernetes exercise totals, 2, jobs exercise totals: is no job",
  })
  void theLauncherPrintsIt(String line, int exitCode, String said) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    assertThat(
            new Launcher(Catalogue.load(), Map.of(), stream, stream).run(List.of(line.split(" "))))
        .isEqualTo(exitCode);
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains(said);
  }

  /** Up to what the job is. */
  @Test
  void theClusterOfRoundsIsThatOfAJob() throws IOException {
    String job = Files.readString(DIRECTORY.resolve("job.yaml"));
    assertThat(Files.readString(DIRECTORY.resolve("rounds.yaml")))
        .endsWith(
            job.substring(job.indexOf("apiVersion"), job.indexOf("  job:\n"))
                .replace("${name}", "rounds")
                .replace("${version}", Version.number()));
  }

  @Test
  void theShapeIsOfThisVersionWithKeysThatFlinkKnows() {
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
  @CsvSource({"transaction-totals, podTemplate", "k-means, template"})
  void noPodHasPrivileges(String name, String template) {
    Yaml pod = manifest(name).at("spec", template, "spec");
    assertThat(pod.at("securityContext", "runAsNonRoot").value()).isEqualTo(true);
    Yaml container = pod.at("containers").elements().get(0).at("securityContext");
    assertThat(container.at("allowPrivilegeEscalation").value()).isEqualTo(false);
    assertThat(container.at("capabilities", "drop").texts()).containsExactly("ALL");
  }

  @ParameterizedTest
  @CsvSource({
    "transaction-totals, , savepoint",
    "sales-summary, --mode=batch, stateless",
    "sales-summary, --mode=streaming, savepoint",
  })
  void aJobThatKeepsStateIsUpgradedWithASavepoint(
      String name, @Nullable String mode, String upgradeMode) {
    Yaml manifest = mode == null ? manifest(name) : manifest(name, mode);
    assertThat(manifest.at("spec", "job", "upgradeMode").text()).isEqualTo(upgradeMode);
  }

  @Test
  void filledManifestsAreNotCommitted() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder(
              "Dockerfile", "job.yaml", "rounds-driver.yaml", "rounds.yaml", "storage.yaml");
    }
  }

  @Test
  void theImageIsFlinksWithoutItsRoot() throws IOException {
    List<String> lines = Files.readAllLines(DIRECTORY.resolve("Dockerfile"));
    assertThat(lines).contains("FROM " + ComposeTest.flinkImage());
    assertThat(lines).endsWith("USER flink");
  }
}
