package dev.flinkjobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.flinkjobs.options.Parsed;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.output.Output;
import dev.flinkjobs.output.Outputs;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.testing.ChildProcess;
import dev.flinkjobs.testing.StdStreams;
import dev.flinkjobs.testing.TestCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which cluster a command line means, and whether it is there. */
class PlaceTest {
  private static final String JAR = "-Dpipeline.jars=file:/some.jar";

  @RegisterExtension private static final TestCluster CLUSTER = TestCluster.of(1, 1);

  private final Problems problems = new Problems();

  @ParameterizedTest
  @ValueSource(strings = {"", "-Dexecution.target=local", "-Dexecution.target=LOCAL"})
  void withoutATargetAndWithTheLocalOneAJobRunsInThisProcess(String target) {
    Place place = target.isEmpty() ? place() : place(target);

    assertThat(problems.messages()).isEmpty();
    assertThat(place.isEmbedded()).isTrue();
    assertThat(place.address()).isEmpty();
    assertThat(place.environment()).isInstanceOf(LocalStreamEnvironment.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yarn-session", "kubernetes-application", "embedded", "remtoe", ""})
  void aTargetOfAnotherKindIsRefusedWithThoseThatThereAre(String target) {
    place("-Dexecution.target=" + target);

    assertThat(problems.messages())
        .singleElement()
        .asString()
        .startsWith("-Dexecution.target: '" + target + "' is not allowed; allowed: local (the")
        .contains("remote (the cluster at -Drest.address=HOST", "flink run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yarn.application.id", "kubernetes.cluster-id", "kubernetes.namespace"})
  void aKeyThatNamesAClusterOfAnotherKindIsRefused(String key) {
    place("-D" + key + "=x");

    assertThat(problems.messages()).singleElement().asString().startsWith("-D" + key + ": only");
  }

  @Test
  void aRemoteClusterNeedsAnAddress() {
    place("-Dexecution.target=remote", JAR);

    assertThat(problems.messages())
        .containsExactly(
            "-Dexecution.target=remote: the address is missing; add -Drest.address=HOST");
  }

  @Test
  void aRemoteClusterIsNotLookedForElsewhere() {
    remote(1, "-Dhigh-availability.type=zookeeper");

    assertThat(problems.messages())
        .singleElement()
        .asString()
        .startsWith("-Dhigh-availability.type: ");
  }

  @Test
  void aClusterThatIsNotThereIsNamedWithTheReason() {
    int port = ChildProcess.freePort();
    remote(port);

    assertThat(problems.messages())
        .containsExactly(
            "-Dexecution.target=remote: no cluster of Flink answers at 127.0.0.1:"
                + port
                + "; is it up, and are -Drest.address and -Drest.port its own?\ncause: Connection"
                + " refused");
  }

  @Test
  void aClusterThatDoesNotAnswerIsWaitedForTenSeconds() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      long before = System.nanoTime();
      remote(mute.getLocalPort());

      assertThat(System.nanoTime() - before).isBetween(9_000_000_000L, 20_000_000_000L);
      assertThat(problems.messages())
          .singleElement()
          .asString()
          .endsWith("cause: no answer within 10 s");
    }
  }

  @Test
  void whatAnswersAndIsNoClusterIsRefused() throws IOException {
    assertThat(saidBy("<html>")).isEmpty();
    assertThat(problems.messages())
        .singleElement()
        .asString()
        .contains("no cluster of Flink answers at 127.0.0.1:");
  }

  @Test
  void aClusterOfAnotherVersionIsSaid() throws IOException {
    String here = EnvironmentInformation.getVersion();

    assertThat(saidBy(configuration(here))).isEmpty();
    assertThat(saidBy(configuration("1.20.3")))
        .startsWith("the cluster at 127.0.0.1:")
        .contains("runs Flink 1.20.3 and this program is built for Flink " + here + "; ");
    assertThat(problems.messages()).isEmpty();
  }

  @Test
  void aJobGoesThereAttachedUnlessSaidOtherwise() {
    assertThat(remote(1).given().get(DeploymentOptions.ATTACHED)).isTrue();
    assertThat(remote(1, "-Dexecution.attached=false").given().get(DeploymentOptions.ATTACHED))
        .isFalse();
    StreamExecutionEnvironment env = remote(1).environment();
    assertThat(env).isNotInstanceOf(LocalStreamEnvironment.class);
    assertThat(env.getConfiguration().get(DeploymentOptions.TARGET)).isEqualTo("remote");
  }

  @Test
  void theLibrariesOfItsOutputsGoWithIt() {
    Place place = remote(1);
    place.send(List.of(Outputs.parse("--output", "discard", problems), new NeedsAssertJ()));

    assertThat(place.environment().getConfiguration().get(PipelineOptions.JARS))
        .hasSize(2)
        .first()
        .isEqualTo("file:/some.jar");
    assertThat(place.environment().getConfiguration().get(PipelineOptions.JARS).get(1))
        .startsWith("file:///")
        .contains("assertj-core");
  }

  @Test
  void withoutTheJarOfTheJobItSaysHowToBuildIt() {
    place("-Dexecution.target=remote");

    assertThat(problems.messages())
        .anyMatch(
            problem ->
                problem.matches(
                    ".*the job's jar /.*/target/jobs-runner-.*-job.jar is not there; build it: .*"));
  }

  @Test
  void aJarIsThatOfTheJobIfItHasAllOfItsClassesAsTheyAre(@TempDir Path target) throws IOException {
    Path classes = Files.createDirectories(target.resolve("classes"));
    Path one =
        Files.writeString(Files.createDirectory(classes.resolve("a")).resolve("A.class"), "1");
    Path jar = target.resolve("a-job.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("a/A.class"));
      zip.write('1');
    }
    Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
    assertThat(Place.hasAll(jar, classes)).isTrue();
    assertThat(Place.hasAll(jar, jar)).isTrue();

    Files.writeString(one, "2");
    assertThat(Place.hasAll(jar, classes)).isFalse();

    Files.move(one, classes.resolve("B.class"));
    assertThat(Place.hasAll(jar, classes)).isFalse();
  }

  @Test
  void underFlinkRunTheTargetIsNotTheJobsToChoose() {
    try (var context = CLUSTER.asContext(1)) {
      assertThat(context).isNotNull();
      place("-Dexecution.target=remote");
    }
    assertThat(problems.messages())
        .containsExactly(
            "-Dexecution.target: flink run decides where the job runs; give the option before the"
                + " jar");
  }

  private Place place(String... args) {
    return new Place(Parsed.options(args), problems);
  }

  private Place remote(int port, String... args) {
    return place(
        Stream.concat(
                Stream.of(
                    "-Dexecution.target=remote",
                    "-Drest.address=127.0.0.1",
                    "-Drest.port=" + port,
                    JAR),
                Stream.of(args))
            .toArray(String[]::new));
  }

  /** What is printed where the cluster gives this answer. */
  private String saidBy(String answer) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try (StdStreams std = StdStreams.capture()) {
      remote(server.getAddress().getPort());
      return std.err();
    } finally {
      server.stop(0);
    }
  }

  private static String configuration(String version) {
    return """
    {"refresh-interval":3000,"timezone-name":"UTC","timezone-offset":0,"flink-version":"%s",
     "flink-revision":"x","features":{"web-submit":false,"web-cancel":false,"web-rescale":false,
     "web-history":false}}
    """
        .formatted(version);
  }

  /** An output whose driver is in the jar of AssertJ. */
  private static final class NeedsAssertJ implements Output {
    @Override
    public String kind() {
      return "test";
    }

    @Override
    public List<Class<?>> libraries() {
      return List.of(Assertions.class);
    }

    @Override
    public <T> Sink<T> sink(ResultFormat<T> format) {
      return new DiscardingSink<>();
    }

    @Override
    public boolean isConsole() {
      return false;
    }
  }
}
