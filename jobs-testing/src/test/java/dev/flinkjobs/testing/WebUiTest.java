package dev.flinkjobs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.cluster.ClosedCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A web UI with a job to look at, and everything that must not be done there. */
class WebUiTest {
  private static final int PORT = ChildProcess.freePort();
  private static final String HOST = "127.0.0.1:" + PORT;
  private static final Listener WEB_UI = Listener.onLoopback(PORT);

  @TempDir private static Path temporary;
  private static ClosedCluster cluster;
  private static JobID job;

  @BeforeAll
  static void startAJob() throws Exception {
    Configuration config = new Configuration();
    config.set(WebOptions.TMP_DIR, temporary.toString());
    cluster = ClosedCluster.start(config, 1, 1, OptionalInt.of(PORT));
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(new Configuration());
    env.setParallelism(1).fromSequence(1, Long.MAX_VALUE).sinkTo(new DiscardingSink<>());
    ClassLoader loader = WebUiTest.class.getClassLoader();
    job = cluster.submit(env.getStreamGraph(), new Configuration(), loader).get().getJobID();
  }

  @AfterAll
  static void close() throws Exception {
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/overview",
        "/config",
        "/jobs",
        "/jobs/overview",
        "/jobs/JOB",
        "/jobs/JOB/config",
        "/jobs/JOB/checkpoints",
        "/jobs/JOB/exceptions",
        "/taskmanagers",
        "/jobmanager/metrics",
      })
  void itShows(String path) throws Exception {
    assertThat(status("GET", path, "Host: " + HOST)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /jars",
        "POST /jars/upload",
        "POST /v1/jars/upload",
        "POST /jars/x.jar/run",
        "POST /jars/x.jar/run-application",
        "POST /jars/x.jar/plan",
        "DELETE /jars/x.jar",
        "POST /jobs",
        "POST /v1/jobs",
        "PATCH /jobs/JOB",
        "PATCH /jobs/JOB?mode=cancel",
        "GET /jobs/JOB/yarn-cancel",
        "GET /v1/jobs/JOB/yarn-cancel",
        "GET /jobs/JOB/yarn-stop",
        "DELETE /jobs/JOB/yarn-cancel",
        "POST /jobs/JOB/stop",
        "POST /jobs/JOB/savepoints",
        "POST /jobs/JOB/checkpoints",
        "PATCH /jobs/JOB/rescaling",
        "PUT /jobs/JOB/resource-requirements",
        "POST /savepoint-disposal",
        "POST /datasets/x",
        "DELETE /datasets/x",
        "POST /taskmanagers/x/profiler",
        "POST /jobmanager/profiler",
        "DELETE /cluster",
        "OPTIONS /jobs",
      })
  void itHasNothingThatBringsInCodeOrChangesAJob(String request) throws Exception {
    String method = request.substring(0, request.indexOf(' '));
    String path = request.substring(request.indexOf(' ') + 1);
    assertThat(status(method, path, "Host: " + HOST, "Content-Type: application/json"))
        .isBetween(400, 499);
    assertThat(cluster.getJobStatus(job).get())
        .isIn(JobStatus.INITIALIZING, JobStatus.CREATED, JobStatus.RUNNING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/jars/upload", "/v1/jars/upload", "/jobs", "/"})
  void aFileThatIsSentIsNotKept(String path) throws Exception {
    String body =
        String.join(
            "\r\n",
            "--b",
            "Content-Disposition: form-data; name=\"jarfile\"; filename=\"evil.jar\"",
            "Content-Type: application/x-java-archive",
            "",
            "PK",
            "--b--",
            "");
    String answer =
        WEB_UI.answer(
            head("POST", path, "Host: " + HOST, "Content-Type: multipart/form-data; boundary=b")
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
    assertThat(answer).startsWith("HTTP/1.1 4");
    try (Stream<Path> files = Files.walk(temporary)) {
      assertThat(files.filter(Files::isRegularFile).map(Path::toString))
          .noneMatch(file -> file.contains("upload") && file.endsWith(".jar"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example",
        "Host: evil.example:PORT",
        "Host: 127.0.0.1.evil.example:PORT",
        "Host: localhost.evil.example:PORT",
        "Host: evil.example#127.0.0.1:PORT",
        "Host: [::1]:PORT",
        "Host: 0.0.0.0:PORT",
        "Host: ",
        "Accept: a/b", // and so no Host
        "Host: 127.0.0.1:PORT|Host: evil.example",
        "Host: 127.0.0.1:PORT|Origin: http://evil.example",
        "Host: 127.0.0.1:PORT|Origin: http://evil.example:PORT",
        "Host: 127.0.0.1:PORT|Origin: https://127.0.0.1:PORT",
        "Host: 127.0.0.1:PORT|Origin: http://127.0.0.1:1",
        "Host: 127.0.0.1:PORT|Origin: http://localhost:PORT",
        "Host: 127.0.0.1:PORT|Origin: null",
        "Host: 127.0.0.1:PORT|Sec-Fetch-Site: cross-site",
        "Host: 127.0.0.1:PORT|Sec-Fetch-Site: same-site",
      })
  void aForeignPageIsRefused(String headers) throws Exception {
    String[] lines = headers.replace("PORT", String.valueOf(PORT)).split("\\|");
    for (String method : List.of("GET", "POST", "OPTIONS")) {
      assertThat(status(method, "/overview", lines)).as(method).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: 127.0.0.1:PORT|Origin: http://127.0.0.1:PORT|Sec-Fetch-Site: same-origin",
        "Host: localhost:PORT|Origin: http://localhost:PORT",
        "Host: 127.0.0.1:PORT|Sec-Fetch-Site: none",
      })
  void itsOwnPagesAreAnswered(String headers) throws Exception {
    String[] lines = headers.replace("PORT", String.valueOf(PORT)).split("\\|");
    assertThat(status("GET", "/overview", lines)).isEqualTo(200);
  }

  @Test
  void noOtherOriginMayReadAnAnswer() throws Exception {
    assertThat(answer("GET", "/overview", "Host: " + HOST).lines())
        .filteredOn(line -> line.toLowerCase(Locale.ROOT).startsWith("access-control"))
        .allMatch(line -> line.endsWith(": http://" + HOST));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void itIsOnLoopbackAlone() throws Exception {
    assertThat(Listener.ofThisProcess())
        .allMatch(Listener::isLoopback)
        .filteredOn(Listener::speaksHttp)
        .containsExactly(WEB_UI);
  }

  private static int status(String method, String path, String... headers) throws Exception {
    String answer = answer(method, path, headers);
    assertThat(answer).startsWith("HTTP/1.1 ");
    return Integer.parseInt(answer.substring(9, 12));
  }

  private static String answer(String method, String path, String... headers) throws Exception {
    return WEB_UI.answer(head(method, path, headers) + "\r\n");
  }

  private static String head(String method, String path, String... headers) {
    return method
        + " "
        + path.replace("JOB", String.valueOf(job))
        + " HTTP/1.1\r\n"
        + String.join("\r\n", headers)
        + "\r\nConnection: close\r\n";
  }
}
