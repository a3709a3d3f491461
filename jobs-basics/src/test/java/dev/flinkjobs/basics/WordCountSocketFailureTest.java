package dev.flinkjobs.basics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flinkjobs.testing.StdStreams;
import dev.flinkjobs.testing.TestCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Where the user has a job with a socket restarted, it connects again and counts nothing twice. */
class WordCountSocketFailureTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @RegisterExtension private final TestCluster cluster = TestCluster.of(1, 3);

  @TempDir Path directory;

  @Test
  void afterAFailureAndFromASavepointItConnectsAgain() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout((int) TIMEOUT.toMillis());
      String savepoint = runThroughAFailure(server);
      runAgain(server, savepoint);
    }
    assertThat(counts()).containsExactlyInAnyOrder("before,1", "after,1", "resumed,1");
  }

  private String runThroughAFailure(ServerSocket server) throws Exception {
    try (AutoCloseable context = cluster.asContext(2);
        StdStreams std = StdStreams.capture()) {
      assertThat(context).isNotNull();
      CompletableFuture<Void> run = start(server, null);
      TestCluster.Job job = cluster.awaitSubmission();
      try (Socket client = server.accept()) {
        sendAndAwait(client, "before");
        job.awaitCheckpoint();
        cluster.terminateTaskManager(0);
        cluster.startTaskManager();
      }
      try (Socket client = server.accept()) {
        sendAndAwait(client, "after");
        String savepoint = job.stopWithSavepoint(directory.resolve("savepoints"));
        run.join();
        assertThat(job.restores()).isPositive();
        assertThat(std.err()).contains("  read                   2\n").contains("balanced");
        return savepoint;
      }
    }
  }

  private void runAgain(ServerSocket server, String savepoint) throws Exception {
    try (AutoCloseable context = cluster.asContext(3);
        StdStreams std = StdStreams.capture()) {
      assertThat(context).isNotNull();
      CompletableFuture<Void> run = start(server, savepoint);
      TestCluster.Job job = cluster.awaitSubmission();
      try (Socket client = server.accept()) {
        sendAndAwait(client, "resumed");
        job.stopWithSavepoint(directory.resolve("savepoints"));
        run.join();
        assertThat(std.err()).contains("  read                   3\n").contains("balanced");
      }
    }
  }

  private CompletableFuture<Void> start(ServerSocket server, @Nullable String savepoint) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--input",
                "socket://127.0.0.1:" + server.getLocalPort(),
                "--window",
                "100ms",
                "--output",
                "files:" + directory.resolve("out")));
    if (savepoint != null) {
      args.add("-Dexecution.state-recovery.path=" + savepoint);
    }
    return CompletableFuture.runAsync(() -> WordCountJob.main(args.toArray(String[]::new)));
  }

  private void sendAndAwait(Socket client, String word) throws IOException {
    client.getOutputStream().write((word + "\n").getBytes(StandardCharsets.UTF_8));
    await(word).atMost(TIMEOUT).until(() -> counts().contains(word + ",1"));
  }

  /** Words and counts of all committed parts. */
  private List<String> counts() throws IOException {
    List<String> counts = new ArrayList<>();
    Path out = directory.resolve("out");
    if (!Files.isDirectory(out)) {
      return counts;
    }
    try (Stream<Path> files = Files.list(out)) {
      for (Path part :
          files.filter(file -> file.getFileName().toString().startsWith("part-")).toList()) {
        Files.readAllLines(part).stream()
            .skip(1)
            .map(line -> line.split(",", 3)[2])
            .forEach(counts::add);
      }
    }
    return counts;
  }
}
