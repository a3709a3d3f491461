package dev.flinkjobs.basics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.Outcome;
import dev.flinkjobs.testing.TestCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
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
    try (TestCluster.Main run = cluster.start(2, WordCountJob::main, args(server))) {
      TestCluster.Job job = run.job();
      try (Socket client = server.accept()) {
        sendAndAwait(client, "before");
        job.awaitCheckpoint();
        cluster.replaceTaskManager(0);
      }
      try (Socket client = server.accept()) {
        sendAndAwait(client, "after");
        String savepoint = job.stopWithSavepoint(directory.resolve("savepoints"));
        run.end();
        assertThat(Outcome.summary(summary())).contains("read:2,", "balanced:true");
        assertThat(job.restores()).isPositive();
        return savepoint;
      }
    }
  }

  private void runAgain(ServerSocket server, String savepoint) throws Exception {
    String[] args = args(server, "-Dexecution.state-recovery.path=" + savepoint);
    try (TestCluster.Main run = cluster.start(3, WordCountJob::main, args)) {
      try (Socket client = server.accept()) {
        sendAndAwait(client, "resumed");
        run.job().stopWithSavepoint(directory.resolve("savepoints"));
        run.end();
        assertThat(Outcome.summary(summary())).contains("read:3,", "balanced:true");
      }
    }
  }

  private String[] args(ServerSocket server, String... more) {
    return Stream.concat(
            Stream.of(
                "--input",
                "socket://127.0.0.1:" + server.getLocalPort(),
                "--window",
                "100ms",
                "--summary-json",
                summary().toString(),
                "--output",
                "files:" + directory.resolve("out")),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private Path summary() {
    return directory.resolve("summary.json");
  }

  private void sendAndAwait(Socket client, String word) throws IOException {
    client.getOutputStream().write((word + "\n").getBytes(StandardCharsets.UTF_8));
    await(word).atMost(TIMEOUT).until(() -> counts().contains(word + ",1"));
  }

  /** Words and counts of all committed parts. */
  private List<String> counts() throws IOException {
    return CommittedParts.lines(directory.resolve("out")).stream()
        .map(line -> line.split(",", 3)[2])
        .toList();
  }
}
