package dev.flinkjobs.soak;

import static org.awaitility.Awaitility.await;

import dev.flinkjobs.testing.StandaloneCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;

/** A job on the cluster, which may have another id after it was submitted again. */
final class RunningJob {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
  private static final Pattern SUBMITTED = Pattern.compile("submitted as job ([0-9a-f]{32})");

  private final Workload workload;
  private final Places places;
  private final Path jar;
  private final StandaloneCluster cluster;
  private String id = "";
  private int parallelism;

  /**
   * @param jars where job jars are
   */
  RunningJob(Workload workload, Places places, Path jars, StandaloneCluster cluster) {
    this.workload = workload;
    this.places = places;
    this.jar = jars.resolve(workload.jar());
    this.cluster = cluster;
  }

  Workload workload() {
    return workload;
  }

  /** Submits it, to read its topic from the beginning. */
  void submit(int atParallelism) throws IOException, InterruptedException {
    submit(atParallelism, List.of());
  }

  /**
   * Submits it, to go on from a checkpoint or savepoint.
   *
   * @param state where that is
   */
  void submit(int atParallelism, String state) throws IOException, InterruptedException {
    submit(atParallelism, List.of("-s", state));
  }

  private void submit(int atParallelism, List<String> from)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("run", "-d", "-p", String.valueOf(atParallelism)));
    words.addAll(from);
    words.addAll(List.of("-c", workload.mainClass(), jar.toString()));
    words.addAll(List.of("--input", places.uri(workload.input()) + "?group=soak&start=earliest"));
    words.addAll(workload.options(places));
    StandaloneCluster.Result submitted = cluster.flink(words.toArray(String[]::new));
    Matcher told = SUBMITTED.matcher(submitted.err());
    if (submitted.exitCode() != 0 || !told.find()) {
      throw new IllegalStateException(
          workload.job() + " cannot be submitted:\n" + submitted.out() + submitted.err());
    }
    id = told.group(1);
    parallelism = atParallelism;
  }

  int parallelism() {
    return parallelism;
  }

  /** Whether a checkpoint is complete that was begun after a moment. */
  boolean hasCheckpointSince(Instant moment) {
    return latest("trigger_timestamp") > moment.toEpochMilli();
  }

  private long latest(String field) {
    return cluster
        .get("/jobs/" + id + "/checkpoints")
        .path("latest")
        .path("completed")
        .path(field)
        .asLong(-1);
  }

  /** How many records it has given account of. */
  long read() {
    return ledger().getOrDefault("read", -1L);
  }

  /** The counts of its ledger; empty as long as nobody tells. */
  Map<String, Long> ledger() {
    Map<String, Long> counts = new TreeMap<>();
    for (JsonNode accumulator :
        cluster.get("/jobs/" + id + "/accumulators").path("user-task-accumulators")) {
      if (accumulator.path("name").asText().equals("ledger")) {
        String text = accumulator.path("value").asText();
        for (String count : text.substring(1, text.length() - 1).split(", ", -1)) {
          int equals = count.lastIndexOf('=');
          if (equals > 0) {
            counts.put(count.substring(0, equals), Long.parseLong(count.substring(equals + 1)));
          }
        }
      }
    }
    return counts;
  }

  /** Fails where the job has ended. */
  void mustRun() {
    String state = state();
    if (List.of("FAILED", "FAILING", "CANCELED", "CANCELLING", "FINISHED").contains(state)) {
      throw new IllegalStateException(
          workload.job() + " " + id + " is " + state + ":\n" + rootException());
    }
  }

  private String state() {
    return cluster.get("/jobs/" + id).path("state").asText();
  }

  private String rootException() {
    return cluster
        .get("/jobs/" + id + "/exceptions")
        .path("exceptionHistory")
        .path("entries")
        .path(0)
        .path("stacktrace")
        .asText();
  }

  /**
   * Stops it with a savepoint.
   *
   * @param drain whether nothing more is to come, so that all windows end
   * @return where the savepoint is
   */
  String stop(boolean drain) {
    String savepoint =
        await("the savepoint of " + workload.job())
            .atMost(TIMEOUT)
            .pollInterval(POLL_INTERVAL)
            .until(() -> savepoint(drain), location -> !location.isEmpty());
    await("the end of " + workload.job())
        .atMost(TIMEOUT)
        .pollInterval(POLL_INTERVAL)
        .until(() -> state().equals("FINISHED"));
    return savepoint;
  }

  /** One attempt; empty if tasks were not all there, for a job that is just coming back. */
  private String savepoint(boolean drain) {
    mustRun();
    String request =
        cluster
            .post(
                "/jobs/" + id + "/stop",
                "{\"targetDirectory\":\""
                    + places.directory().resolve("savepoints").toUri()
                    + "\",\"drain\":"
                    + drain
                    + "}")
            .path("request-id")
            .asText();
    JsonNode done =
        await("an answer to the stop of " + workload.job())
            .atMost(TIMEOUT)
            .pollInterval(POLL_INTERVAL)
            .until(
                () -> cluster.get("/jobs/" + id + "/savepoints/" + request),
                answer -> answer.path("status").path("id").asText().equals("COMPLETED"));
    return done.path("operation").path("location").asText();
  }

  /** The last checkpoint that was kept, found without asking anyone. */
  String retainedCheckpoint() throws IOException {
    try (Stream<Path> checkpoints = Files.list(cluster.checkpoints().resolve(id))) {
      return checkpoints
          .filter(checkpoint -> Files.exists(checkpoint.resolve("_metadata")))
          .max(Comparator.comparingLong(RunningJob::number))
          .map(checkpoint -> checkpoint.toUri().toString())
          .orElseThrow(() -> new IllegalStateException("no checkpoint of " + workload.job()));
    }
  }

  private static long number(Path checkpoint) {
    String name = checkpoint.getFileName().toString();
    return Long.parseLong(name.substring(name.lastIndexOf('-') + 1));
  }
}
