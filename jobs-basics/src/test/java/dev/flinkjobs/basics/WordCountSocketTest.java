package dev.flinkjobs.basics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.flinkjobs.run.ExitCode;
import dev.flinkjobs.run.JobFailedException;
import dev.flinkjobs.testing.Outcome;
import dev.flinkjobs.testing.StdStreams;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordCountSocketTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private ServerSocket server;

  @TempDir Path directory;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    server.setSoTimeout((int) TIMEOUT.toMillis());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void eachWindowIsPrintedWhenItIsOverAndTheLastAtTheEndOfTheConnection(int parallelism)
      throws Exception {
    Path summary = directory.resolve("summary.json");
    try (StdStreams std = StdStreams.capture()) {
      CompletableFuture<Void> job =
          start(
              "?reconnect=0",
              "--window",
              "1s",
              "-p",
              "" + parallelism,
              "--summary-json",
              summary.toString());
      try (Socket client = server.accept()) {
        send(client, "to be or not to be\n");
        await().atMost(TIMEOUT).until(() -> std.out().contains("(to, "));
        assertThat(std.out()).isEqualTo("(be, 2)\n(to, 2)\n(not, 1)\n(or, 1)\n");
        send(client, "끝\nthe end\n");
      }
      job.join();
      assertThat(std.out()).endsWith("(or, 1)\n(end, 1)\n(the, 1)\n(끝, 1)\n");
      assertThat(Outcome.summary(summary)).contains("read:3,", "balanced:true");
    }
  }

  @Test
  void aServerThatClosesIsConnectedToAgain() throws Exception {
    try (StdStreams std = StdStreams.capture()) {
      CompletableFuture<Void> job = start("?reconnect=3", "--window", "100ms");
      try (Socket client = server.accept()) {
        send(client, "one\n");
      }
      try (Socket client = server.accept()) {
        send(client, "two\n");
        await().atMost(TIMEOUT).until(() -> std.out().contains("(two, 1)"));
        server.close();
      }
      JobFailedException failed = failureOf(job);
      assertThat(failed.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(failed).hasMessageContaining("could not be made again in 3 attempts over 0.7 s");
      assertThat(std.out()).isEqualTo("(one, 1)\n(two, 1)\n");
      assertThat(std.err()).contains("word-count failed").contains("balanced");
    }
  }

  @Test
  void aServerThatIsNotThereIsNamedWithTheNextStep() throws IOException {
    server.close();
    JobFailedException failed = failureOf(start(""));
    assertThat(failed.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(failed)
        .hasMessageContaining("socket://127.0.0.1:" + server.getLocalPort())
        .hasMessageContaining("nothing listens there")
        .hasMessageContaining("start the server first, e.g. nc -lk");
  }

  private CompletableFuture<Void> start(String settings, String... more) {
    String[] args = new String[more.length + 2];
    args[0] = "--input";
    args[1] = "socket://127.0.0.1:" + server.getLocalPort() + settings;
    System.arraycopy(more, 0, args, 2, more.length);
    return CompletableFuture.runAsync(() -> WordCountJob.main(args));
  }

  private static JobFailedException failureOf(CompletableFuture<Void> job) {
    return catchThrowableOfType(
        JobFailedException.class,
        () -> {
          try {
            job.join();
          } catch (CompletionException wrapped) {
            throw wrapped.getCause();
          }
        });
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
