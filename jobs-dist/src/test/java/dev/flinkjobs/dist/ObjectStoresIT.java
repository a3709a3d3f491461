package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.flinkjobs.testing.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An address of another file system that cannot work ends soon, and says what to do. */
@Tag("processes")
class ObjectStoresIT {
  /** Of the 15 seconds that are promised, where a job takes 2 to say anything at all. */
  private static final Duration SOON = Duration.ofSeconds(13);

  private static Duration start = Duration.ZERO;

  @TempDir private Path directory;

  /** On a busy machine a process takes its time to start, whatever it is told. */
  @BeforeAll
  static void startOnce(@TempDir Path empty) {
    start = timed(Jobs.in(empty), "--input", "s3://b/x").took();
  }

  @ParameterizedTest
  @CsvSource({
    "s3://b/x, org.apache.flink:flink-s3-fs-hadoop:",
    "gs://b/x, org.apache.flink:flink-gs-fs-hadoop:",
    "abfs://b@c/x, org.apache.flink:flink-azure-fs-hadoop:",
    "hdfs://host/x, org.apache.hadoop:hadoop-client-api:",
  })
  void withoutItsJarTheCommandThatGetsItIsSaid(String address, String artifact) {
    String command = "mvn -N dependency:copy -DoutputDirectory=";
    assertThat(
            soon(
                Jobs.in(directory),
                "--input",
                address,
                "--output",
                "files:" + address,
                "--rejected",
                address))
        .contains("--input " + address + ": there is no file system for ")
        .contains("--output files:" + address + ": there is no file system for ")
        .contains("; for a directory write files:" + address)
        .contains(command)
        .contains(" -Dartifact=" + artifact);
  }

  @Test
  void whereNobodyAnswersTheAddressIsSaid() {
    String endpoint = "http://127.0.0.1:" + ChildProcess.freePort();
    assertThat(withPlugin(endpoint, "--input", "s3://b/x"))
        .contains("--input s3://b/x: cannot be read: ");
    assertThat(withPlugin(endpoint, "--output", "files:s3://b/x"))
        .contains("--output files:s3://b/x: the directory cannot be read: ");
  }

  @Test
  void whatIsSilentIsNotWaitedFor() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String endpoint = "http://127.0.0.1:" + silent.getLocalPort();
      assertThat(withPlugin(endpoint, "--input", "s3://b/x", "--output", "files:s3://c/x"))
          .contains(
              "--input s3://b/x: cannot be read: no answer within 5 s; check the address, and which"
                  + " endpoint and keys its file system is given");
    }
  }

  @Test
  void aWrongKeyIsSaid() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] answer =
              "<Error><Code>InvalidAccessKeyId</Code><Message>no such key</Message></Error>"
                  .getBytes(StandardCharsets.UTF_8);
          boolean hasBody = !exchange.getRequestMethod().equals("HEAD");
          exchange.sendResponseHeaders(403, hasBody ? answer.length : -1);
          if (hasBody) {
            exchange.getResponseBody().write(answer);
          }
          exchange.close();
        });
    server.start();
    try {
      String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThat(withPlugin(endpoint, "--input", "s3://b/x", "--output", "files:s3://b/x"))
          .contains("--input s3://b/x: cannot be read: ")
          .contains("--output files:s3://b/x: the directory cannot be read: ")
          .doesNotContain("wrong-secret");
    } finally {
      server.stop(0);
    }
  }

  private String withPlugin(String endpoint, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(
        List.of(
            "-Ds3.endpoint=" + endpoint,
            "-Ds3.path.style.access=true",
            "-Ds3.access-key=wrong",
            "-Ds3.secret-key=wrong-secret"));
    Jobs jobs = Jobs.in(directory).with("FLINK_PLUGINS_DIR", System.getProperty("plugins"));
    return soon(jobs, all.toArray(String[]::new));
  }

  /** What a job says that ends soon, and has not begun. */
  private static String soon(Jobs jobs, String... args) {
    Timed timed = timed(jobs, args);
    String said = timed.result().err();
    assertThat(timed.took().minus(start)).as(said).isLessThan(SOON);
    assertThat(timed.result().exitCode()).as(said).isEqualTo(2);
    assertThat(said).startsWith("jobs transaction-totals: --");
    return said;
  }

  private record Timed(Jobs.Result result, Duration took) {}

  private static Timed timed(Jobs jobs, String... args) {
    List<String> words = new ArrayList<>(List.of("transaction-totals"));
    words.addAll(List.of(args));
    long began = System.nanoTime();
    Jobs.Result result = jobs.run(words.toArray(String[]::new));
    return new Timed(result, Duration.ofNanos(System.nanoTime() - began));
  }
}
