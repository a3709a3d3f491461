package dev.flinkjobs.run;

import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.options.NotAllowed;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.Version;
import dev.flinkjobs.output.Output;
import dev.flinkjobs.record.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.deployment.executors.RemoteExecutor;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;
import org.apache.flink.runtime.rest.messages.DashboardConfigurationHeaders;
import org.apache.flink.runtime.rest.messages.EmptyMessageParameters;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Where a job runs: on the cluster that {@code flink run} or another context submits to, on that of
 * {@code -Dexecution.target=remote}, or on the one inside this process.
 */
final class Place {
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
  private static final String TARGET = "-D" + DeploymentOptions.TARGET.key();
  private static final String LOCAL = "local";

  /** Keys of clusters that only {@code flink run} reaches. */
  private static final Pattern OF_OTHERS = Pattern.compile("(kubernetes|yarn)\\..*");

  private final Configuration said;
  private final ReadableConfig given;
  private final boolean submitted;
  private final boolean remote;

  /** Adds a problem for what is said of a place that is none, or where no cluster answers. */
  Place(JobOptions options, Problems problems) {
    said = JobConfiguration.fromCommandLine(options, problems);
    StreamExecutionEnvironment any = StreamExecutionEnvironment.getExecutionEnvironment(said);
    submitted = !(any instanceof LocalStreamEnvironment);
    // A local environment fills in defaults of its own, which are not the user's word.
    given = submitted ? any.getConfiguration() : said;
    String target = said.getOptional(DeploymentOptions.TARGET).orElse(LOCAL);
    remote = !submitted && target.equalsIgnoreCase(RemoteExecutor.NAME);
    if (submitted) {
      if (said.contains(DeploymentOptions.TARGET)) {
        problems.add(
            TARGET + ": flink run decides where the job runs; give the option before the jar");
      }
      return;
    }
    initializeFileSystems(said);
    if (!remote && !target.equalsIgnoreCase(LOCAL)) {
      String allowed =
          "local (the cluster inside this process, as without the option), remote (the cluster at"
              + " -Drest.address=HOST and -Drest.port=8081); to any other submit the job by flink run";
      NotAllowed fault = new NotAllowed(target, allowed, List.of(LOCAL, RemoteExecutor.NAME));
      problems.add(TARGET + ": " + fault.getMessage());
    }
    said.keySet().stream()
        .filter(key -> OF_OTHERS.matcher(key).matches())
        .forEach(
            key ->
                problems.add(
                    "-D%s: only flink run reaches a cluster of this kind; leave the option out",
                    key));
    if (remote) {
      said.set(DeploymentOptions.TARGET, RemoteExecutor.NAME);
      said.set(
          DeploymentOptions.ATTACHED, given.getOptional(DeploymentOptions.ATTACHED).orElse(true));
      addJobJar(options.mainClass(), problems);
      checkCluster(problems);
    }
  }

  /**
   * Gives file systems what is said to them, as {@code flink run} does, and finds those in {@code
   * plugins/}.
   */
  static void initializeFileSystems(Configuration said) {
    Path plugins =
        Path.of(
            System.getenv()
                .getOrDefault(
                    ConfigConstants.ENV_FLINK_PLUGINS_DIR,
                    ConfigConstants.DEFAULT_FLINK_PLUGINS_DIRS));
    FileSystem.initialize(
        said,
        Files.isDirectory(plugins) ? PluginUtils.createPluginManagerFromRootFolder(said) : null);
  }

  boolean isEmbedded() {
    return !submitted && !remote;
  }

  /** Whether {@code flink run} or another context has decided. */
  boolean isSubmitted() {
    return submitted;
  }

  /** What the user says, or the cluster that the job is submitted to. */
  ReadableConfig given() {
    return given;
  }

  /** Host and port of the cluster, if this program has chosen it: its jobs end with Ctrl-C. */
  Optional<String> address() {
    return remote
        ? Optional.of(said.get(RestOptions.ADDRESS) + ":" + said.get(RestOptions.PORT))
        : Optional.empty();
  }

  /** The option by which a user has a job go on from a savepoint. */
  String resumeOption(String savepoint) {
    return submitted ? "-s " + savepoint : JobConfiguration.resumeArgument(savepoint);
  }

  StreamExecutionEnvironment environment() {
    return remote
        ? new StreamExecutionEnvironment(said)
        : StreamExecutionEnvironment.getExecutionEnvironment(said);
  }

  /** Sends along what outputs need and no job jar has. */
  void send(Collection<Output> outputs) {
    if (remote) {
      outputs.stream()
          .flatMap(output -> output.libraries().stream())
          .map(Place::origin)
          .forEach(this::addJar);
    }
  }

  private void addJar(Path jar) {
    Set<String> jars =
        new LinkedHashSet<>(said.getOptional(PipelineOptions.JARS).orElse(List.of()));
    jars.add(jar.toUri().toString());
    said.set(PipelineOptions.JARS, List.copyOf(jars));
  }

  /** The jar or directory that a class was loaded from. */
  private static Path origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The jar that holds all of a job: beside {@code lib/}, or as Maven has built it for an IDE. */
  private void addJobJar(Class<?> program, Problems problems) {
    Path origin = origin(program);
    Path module = origin.resolve("../..").normalize();
    Path jar =
        Files.isDirectory(origin)
            ? origin.resolveSibling(module.getFileName() + "-" + Version.number() + "-job.jar")
            : origin.resolve("../../job-jars").resolve(origin.getFileName()).normalize();
    if (Files.isRegularFile(jar) && hasAll(jar, origin)) {
      addJar(jar);
    } else if (said.getOptional(PipelineOptions.JARS).isEmpty()) {
      problems.add(
          "%s=remote: the job's jar %s %s; build it: mvn -Dquick -DskipTests package, or name one:"
              + " -Dpipeline.jars=file:JAR",
          TARGET,
          jar,
          Files.exists(jar) ? "has not the classes that this program runs" : "is not there");
    }
  }

  /**
   * Whether a jar has the classes of a directory as they are there, and not as they were before.
   * Not by their age: Maven leaves a jar alone that it would write again as it is.
   */
  static boolean hasAll(Path jar, Path classes) {
    if (!Files.isDirectory(classes)) {
      return true;
    }
    try (ZipFile packed = new ZipFile(jar.toFile());
        Stream<Path> all = Files.walk(classes)) {
      for (Path file : all.filter(each -> each.toString().endsWith(".class")).toList()) {
        ZipEntry entry = packed.getEntry(classes.relativize(file).toString().replace('\\', '/'));
        CRC32 here = new CRC32();
        here.update(Files.readAllBytes(file));
        if (entry == null || entry.getCrc() != here.getValue()) {
          return false;
        }
      }
      return true;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Asks for the version of the cluster, which shows that it is there. */
  private void checkCluster(Problems problems) {
    if (said.getOptional(RestOptions.ADDRESS).isEmpty()) {
      problems.add(TARGET + "=remote: the address is missing; add -Drest.address=HOST");
      return;
    }
    if (said.contains(HighAvailabilityOptions.HA_MODE)) {
      problems.add(
          "-Dhigh-availability.type: with %s=remote the cluster is the one at -Drest.address; leave"
              + " the option out, or submit the job by flink run",
          TARGET);
      return;
    }
    Configuration once = new Configuration(said);
    once.set(RestOptions.RETRY_MAX_ATTEMPTS, 0);
    once.set(RestOptions.CONNECTION_TIMEOUT, ANSWER_TIMEOUT);
    String address = address().orElseThrow();
    try (RestClusterClient<?> client =
        new RestClusterClient<>(once, StandaloneClusterId.getInstance())) {
      String there =
          client
              .sendRequest(
                  DashboardConfigurationHeaders.getInstance(),
                  EmptyMessageParameters.getInstance(),
                  EmptyRequestBody.getInstance())
              .get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
              .getFlinkVersion();
      String here = EnvironmentInformation.getVersion();
      if (!there.equals(here)) {
        System.err.println(
            Message.of(
                "the cluster at %s runs Flink %s and this program is built for Flink %s; jobs may fail"
                    + " there: build it with -Dflink.version=%s",
                address, there, here, there));
      }
    } catch (Exception unreachable) {
      String cause =
          unreachable instanceof TimeoutException
              ? "no answer within " + ANSWER_TIMEOUT.toSeconds() + " s"
              : Failure.text(unreachable);
      problems.add(
          "%s=remote: no cluster of Flink answers at %s; is it up, and are -Drest.address and"
              + " -Drest.port its own?\ncause: %s",
          TARGET, address, cause);
    }
  }
}
