package dev.flinkjobs.testing;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.MissingNode;
import org.awaitility.core.ConditionFactory;

/**
 * A cluster of real processes on this machine, as {@code start-cluster.sh} makes it: a JobManager,
 * TaskManagers that can be killed, and the {@code flink} command. Only Flink is on their class
 * path; whatever a job needs has to be in its jar.
 */
public final class StandaloneCluster implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
  private static final String LOOPBACK = "127.0.0.1";

  /** The value of env.java.opts.all in the conf/config.yaml of Flink's distribution. */
  private static final List<String> JVM_OPTIONS =
      List.of(
          "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
          "--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.text=ALL-UNNAMED",
          "--add-opens=java.base/java.time=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path lib;
  private final Path directory;
  private final int restPort = ChildProcess.freePort();
  private final HttpClient rest = HttpClient.newHttpClient();
  private final List<ChildProcess> taskManagers = new ArrayList<>();
  private final List<ChildProcess> jobManagers = new ArrayList<>();
  private final Map<String, String> configuration = new LinkedHashMap<>();

  private StandaloneCluster(Path lib, Path directory) {
    this.lib = lib;
    this.directory = directory;
  }

  /** How a process ended, and what it said. */
  public record Result(int exitCode, String out, String err) {}

  /**
   * Starts the processes, and waits until all TaskManagers are there.
   *
   * @param lib a directory of jars, such as that of Flink's distribution
   * @param directory for configuration, logs and checkpoints; does not outlive the cluster
   */
  public static StandaloneCluster start(
      Path lib, Path directory, int taskManagers, int slotsPerTaskManager) throws IOException {
    return start(lib, directory, taskManagers, slotsPerTaskManager, Map.of());
  }

  /**
   * Starts the processes, and waits until all TaskManagers are there.
   *
   * @param lib a directory of jars, such as that of Flink's distribution
   * @param directory for configuration, logs and checkpoints; does not outlive the cluster
   * @param configuration of Flink, beyond what a cluster on one machine needs, or instead
   */
  public static StandaloneCluster start(
      Path lib,
      Path directory,
      int taskManagers,
      int slotsPerTaskManager,
      Map<String, String> configuration)
      throws IOException {
    StandaloneCluster cluster = new StandaloneCluster(lib, directory);
    try {
      cluster.configure(slotsPerTaskManager, configuration);
      cluster.startJobManager();
      for (int i = 0; i < taskManagers; i++) {
        cluster.startTaskManager();
      }
      cluster.awaitTaskManagers(taskManagers);
      return cluster;
    } catch (Throwable failed) {
      cluster.close();
      throw failed;
    }
  }

  /**
   * What the launch scripts of Flink work out of taskmanager.memory.process.size, and addresses.
   */
  private void configure(int slots, Map<String, String> given) throws IOException {
    """
    jobmanager.rpc.address: %1$s
    jobmanager.rpc.port: %2$d
    jobmanager.bind-host: %1$s
    rest.address: %1$s
    rest.bind-address: %1$s
    rest.port: %3$d
    taskmanager.host: %1$s
    taskmanager.bind-host: %1$s
    taskmanager.numberOfTaskSlots: %4$d
    taskmanager.cpu.cores: 1.0
    taskmanager.memory.framework.heap.size: 64m
    taskmanager.memory.framework.off-heap.size: 64m
    taskmanager.memory.task.heap.size: 320m
    taskmanager.memory.task.off-heap.size: 0m
    taskmanager.memory.network.min: 64m
    taskmanager.memory.network.max: 64m
    taskmanager.memory.managed.size: 128m
    taskmanager.memory.jvm-metaspace.size: 256m
    taskmanager.memory.jvm-overhead.min: 192m
    taskmanager.memory.jvm-overhead.max: 192m
    cluster.registration.error-delay: 1s
    heartbeat.interval: 1s
    heartbeat.timeout: 8s
    execution.checkpointing.dir: %5$s
    process.working-dir: %6$s
    """
        .formatted(
            LOOPBACK,
            ChildProcess.freePort(),
            restPort,
            slots,
            checkpoints().toUri(),
            // A TaskManager keeps its jars under its name, also of clusters that are long gone, and
            // reads all of them when it starts.
            directory.resolve("work"))
        .lines()
        .map(line -> line.split(": ", 2))
        .forEach(entry -> configuration.put(entry[0], entry[1]));
    configuration.putAll(given);
    Path conf = Files.createDirectories(directory.resolve("conf"));
    Files.write(
        conf.resolve("config.yaml"),
        configuration.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .toList());
    Files.writeString(
        conf.resolve("log4j.properties"),
        """
        rootLogger.level = INFO
        rootLogger.appenderRef.console.ref = Console
        appender.console.name = Console
        appender.console.type = CONSOLE
        appender.console.target = SYSTEM_ERR
        appender.console.layout.type = PatternLayout
        appender.console.layout.pattern = %d{HH:mm:ss,SSS} %-5p %c - %m%n
        """);
  }

  /** Where checkpoints are, by the ids of their jobs. */
  public Path checkpoints() {
    return directory.resolve("checkpoints");
  }

  /** Starts the JobManager, in the place of one that was killed. Does not wait for it. */
  public void startJobManager() throws IOException {
    jobManagers.add(
        launch(
            "jobmanager-" + jobManagers.size(),
            List.of("-Xmx448m", "-XX:MaxMetaspaceSize=256m"),
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint"));
  }

  /** What {@code kill -9} does. Waits for its end. */
  public void killJobManager() throws InterruptedException {
    jobManagers.get(jobManagers.size() - 1).kill();
  }

  /** Starts one more. Does not wait for it. */
  public void startTaskManager() throws IOException {
    int heap =
        heapMegabytes("taskmanager.memory.framework.heap.size")
            + heapMegabytes("taskmanager.memory.task.heap.size");
    String name = nameOfTaskManager(taskManagers.size());
    taskManagers.add(
        launch(
            name,
            List.of(
                "-Xmx" + heap + "m", "-XX:MaxDirectMemorySize=192m", "-XX:MaxMetaspaceSize=256m"),
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            "-Dtaskmanager.resource-id=" + name));
  }

  private static String nameOfTaskManager(int n) {
    return "taskmanager-" + n;
  }

  private int heapMegabytes(String key) {
    return MemorySize.parse(configuration.getOrDefault(key, "0")).getMebiBytes();
  }

  /** What {@code kill -9} does to the n-th that was started, from 0. Waits for its end. */
  public void killTaskManager(int n) throws InterruptedException {
    taskManagers.get(n).kill();
  }

  /** The n-th that was started, from 0, to be frozen and resumed. */
  public ChildProcess taskManager(int n) {
    return taskManagers.get(n);
  }

  /** The numbers of those that were not killed. */
  public List<Integer> liveTaskManagers() {
    return IntStream.range(0, taskManagers.size())
        .filter(n -> taskManagers.get(n).isAlive())
        .boxed()
        .toList();
  }

  /** The numbers of those that live and that the JobManager knows. */
  public List<Integer> knownTaskManagers() {
    List<String> known = get("/taskmanagers").findValuesAsText("id");
    return liveTaskManagers().stream().filter(n -> known.contains(nameOfTaskManager(n))).toList();
  }

  /** Waits until the JobManager knows this number of them. */
  public void awaitTaskManagers(int count) {
    waitFor(count + " TaskManagers")
        .until(
            () -> {
              for (ChildProcess started : List.of(last(jobManagers), last(taskManagers))) {
                if (!started.isAlive()) {
                  throw new AssertionError("a process has ended:\n" + started.said());
                }
              }
              return get("/overview").path("taskmanagers").asInt(-1) == count;
            });
  }

  /** Waits until the JobManager takes the n-th that was started, from 0, for lost. */
  public void awaitLost(int n) {
    waitFor("the loss of TaskManager " + n)
        .until(
            () -> {
              JsonNode known = get("/taskmanagers").path("taskmanagers");
              return known.isArray()
                  && !known.findValuesAsText("id").contains(nameOfTaskManager(n));
            });
  }

  private static ConditionFactory waitFor(String what) {
    return await(what).atMost(TIMEOUT).pollInterval(POLL_INTERVAL);
  }

  private static ChildProcess last(List<ChildProcess> processes) {
    return processes.get(processes.size() - 1);
  }

  private ChildProcess launch(String name, List<String> memory, String mainClass, String... args)
      throws IOException {
    List<String> words =
        new ArrayList<>(List.of("--configDir", directory.resolve("conf").toString()));
    words.addAll(List.of(args));
    return ChildProcess.start(
        java(memory, mainClass, words.toArray(String[]::new)), directory.resolve(name + ".log"));
  }

  private ProcessBuilder java(List<String> memory, String mainClass, String... args) {
    List<String> options = new ArrayList<>(JVM_OPTIONS);
    options.addAll(memory);
    options.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    options.add("-Dlog4j.configurationFile=" + directory.resolve("conf/log4j.properties").toUri());
    ProcessBuilder builder =
        ChildProcess.java(lib + File.separator + "*", options, mainClass, List.of(args))
            .directory(directory.toFile());
    builder.environment().put("FLINK_CONF_DIR", directory.resolve("conf").toString());
    return builder;
  }

  /** Runs the {@code flink} command to its end: {@code run -c …}. */
  public Result flink(String... args) throws IOException, InterruptedException {
    Path out = Files.createTempFile(directory, "flink", ".out");
    Path err = Files.createTempFile(directory, "flink", ".err");
    Process process =
        java(List.of("-Xmx256m"), "org.apache.flink.client.cli.CliFrontend", args)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(
            "flink " + String.join(" ", args) + " did not end; it said\n" + text(out) + text(err));
      }
    } finally {
      process.destroyForcibly();
    }
    return new Result(process.exitValue(), text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  /** All that the processes have said. */
  public String logs() throws IOException {
    StringBuilder all = new StringBuilder();
    for (ChildProcess process : processes()) {
      all.append(process.said());
    }
    return all.toString();
  }

  private List<ChildProcess> processes() {
    return Stream.concat(jobManagers.stream(), taskManagers.stream()).toList();
  }

  /** Waits for a job that is running, and gives its id. */
  public String awaitJob() {
    return waitFor("a running job")
        .until(
            () -> {
              for (JsonNode job : get("/jobs").path("jobs")) {
                if (job.path("status").asText().equals("RUNNING")) {
                  return job.path("id").asText();
                }
              }
              return "";
            },
            id -> !id.isEmpty());
  }

  /** Waits until one more checkpoint of a job is complete than there are now. */
  public void awaitCheckpoint(String job) {
    long before = checkpoints(job, "completed");
    waitFor("checkpoint " + (before + 1)).until(() -> checkpoints(job, "completed") > before);
  }

  /** How often a job was restored; the start from a savepoint counts. */
  public long restores(String job) {
    return checkpoints(job, "restored");
  }

  private long checkpoints(String job, String count) {
    return get("/jobs/" + job + "/checkpoints").path("counts").path(count).asLong(-1);
  }

  /** What has a program submit its job here. */
  public List<String> asTarget() {
    return List.of(
        "-Dexecution.target=remote", "-Drest.address=" + LOOPBACK, "-Drest.port=" + restPort);
  }

  /** What the REST API answers; nothing as long as it is not there. */
  public JsonNode get(String path) {
    return send(request(path).GET());
  }

  /** What the REST API answers to a JSON text; nothing if it is not there. */
  public JsonNode post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + LOOPBACK + ":" + restPort + path))
        .timeout(Duration.ofSeconds(10));
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      return JSON.readTree(
          rest.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()).body());
    } catch (IOException notYet) {
      return MissingNode.getInstance();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    processes().forEach(ChildProcess::close);
  }
}
