package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flinkjobs.testing.ChildProcess;
import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.Listener;
import dev.flinkjobs.testing.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is seen of a job whose input never ends, and Ctrl-C. */
@Tag("processes")
@Execution(ExecutionMode.CONCURRENT) // They mostly wait for what a job does every ten seconds.
class EndlessJobIT {
  private static final int CTRL_C = 130;

  /** What a terminal turns into Ctrl-C. */
  private static final String CTRL_C_KEY = "\u0003";

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final String[] WATCHING = {
    "transaction-totals", "--input", "files:in coming?watch=100ms"
  };

  @TempDir private Path temp;
  private Path directory;
  private Path incoming;

  @BeforeEach
  void makeADirectoryToWatch() throws IOException {
    directory = Files.createDirectory(temp.resolve("it's 여기"));
    incoming = Files.createDirectory(directory.resolve("in coming"));
    arrive("1.csv", "a,1\nb,2\na,0.5\n");
  }

  /** Written elsewhere, so that it is whole when it appears. */
  private void arrive(String name, String rows) throws IOException {
    Path whole = Files.writeString(directory.resolve(name), "transaction_type,amount\n" + rows);
    Files.move(whole, incoming.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void itLeavesNothingInTheTemporaryDirectory() throws Exception {
    Path temporary = Files.createDirectory(temp.resolve("tmp"));
    try (Jobs.Running running =
        Jobs.in(directory)
            .with("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary)
            .start(WATCHING)) {
      running.untilItSays("(a, 1.5)\n");
      assertThat(temporary).isNotEmptyDirectory();
      running.interrupt().end();
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void endedByAPersonItHasNotFailedThoughNoRowWasAccepted() throws Exception {
    Jobs reading = Jobs.in(directory).readingOn("transaction_type,amount\na,x\n");
    try (Jobs.Running running = reading.start("transaction-totals", "--input", "-")) {
      Jobs.Result result = running.untilItSays("'x' is not a number").interrupt().end();
      assertThat(result.exitCode()).isEqualTo(CTRL_C);
      assertThat(result.err()).contains("cancelled in ").doesNotContain("no row of");
    }
  }

  @Test
  void itEndsWithTheSummary() throws Exception {
    try (Jobs.Running running = Jobs.in(directory).start(WATCHING)) {
      Jobs.Result result = running.untilItSays("(a, 1.5)\n").interrupt().end();
      assertThat(result.exitCode()).isEqualTo(CTRL_C);
      assertThat(result.err())
          .contains("transaction-totals cancelled in ", " read ", " balanced: ")
          .doesNotContain("to go on from here", "\tat ", "Exception");
    }
  }

  @Test
  void onATerminalOneLineSaysHowFarItIsAndIsClearedBeforeTheSummary() throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "others call script in another way");
    String command =
        "exec \"$JOBS\" transaction-totals --input 'files:in coming?watch=100ms' --output files:out";
    try (Jobs.Running running =
        Jobs.in(directory, "script", "-qec", command, "/dev/null")
            .with("JOBS", Jobs.packed().resolve("jobs").toString())
            .with("NO_COLOR", "1")
            .readingOn("")
            .start()) {
      Jobs.Result result =
          running.untilItSays("\r3 rows  0.0 MB  ").type(CTRL_C_KEY).endWithin(LIMIT);
      assertThat(result.exitCode()).isEqualTo(CTRL_C);
      assertThat(result.out())
          .containsPattern("\r3 rows [^\r\n]+\r(\\^C)?[\r\n]* +\r")
          .contains("transaction-totals cancelled in ", " balanced: ")
          .doesNotContain("\u001b");
    }
  }

  @Test
  void withoutATerminalALineEveryTenSecondsSaysHowFarItIs() throws Exception {
    try (Jobs.Running running =
        Jobs.in(directory)
            .start(
                "transaction-totals",
                "--input",
                "files:in coming?watch=100ms",
                "--output",
                "discard")) {
      Jobs.Result result =
          running.untilItSays("3 rows  0.0 MB  0 rows/s\n").interrupt().endWithin(LIMIT);
      assertThat(result.out() + result.err()).doesNotContain("\r", "\u001b");
    }
  }

  @Test
  void itSaysWhatItsWindowsWaitFor() throws Exception {
    Path rows = Files.createDirectory(directory.resolve("rows"));
    Files.writeString(
        rows.resolve("1.csv"),
        "transaction_id,timestamp,amount\na,2024-05-11 10:00:00,1\na,2024-05-11 10:00:06,5\n");
    try (Jobs.Running running =
        Jobs.in(directory)
            .start("window-averages", "--input", "files:rows?watch=100ms", "--diagnose")) {
      running
          .untilItSays(
              "diagnosis: open windows: 1, rows in them: 1; the next ends at 2024-05-11T10:00:10Z, and"
                  + " waits for a row at 2024-05-11T10:00:11Z or later\n",
              "  measurements 1/1: watermark 2024-05-11T10:00:04.999Z\n")
          .interrupt()
          .end();
    }
  }

  @Test
  void ofTwoThatWriteToOneDirectoryTheSecondEndsAndOverwritesNothing() throws Exception {
    String[] appending = {
      "transaction-totals",
      "--input",
      "files:in coming?watch=100ms",
      "--output",
      "files:out?mode=append",
      "-p",
      "1"
    };
    // Both number their parts before either has committed its first, which takes ten seconds.
    try (Jobs.Running one = Jobs.in(directory).start(appending);
        Jobs.Running other = Jobs.in(directory).start(appending)) {
      await().atMost(LIMIT).until(() -> one.hasEnded() || other.hasEnded());
      Jobs.Result failed = (one.hasEnded() ? one : other).end();
      assertThat(failed.exitCode()).isEqualTo(1);
      assertThat(failed.err())
          .contains("part-0-0.csv: it is there already, so another job writes to this directory")
          .doesNotContain("\tat ");
    }
    assertThat(CommittedParts.asOne(directory.resolve("out")))
        .isEqualTo("transaction_type,total,count\na,1.0,1\nb,2.0,1\na,1.5,2\n");
  }

  @Test
  void withAStateDirectoryItPrintsACommandThatGoesOnWhereItStopped() throws Exception {
    Jobs.Result stopped;
    try (Jobs.Running running =
        Jobs.in(directory)
            .start(
                "transaction-totals",
                "--input",
                "files:in coming?watch=100ms",
                "--state-dir",
                "내 state",
                "--summary-json",
                "summary.json")) {
      stopped = running.untilItSays("(a, 1.5)\n").interrupt().end();
    }
    assertThat(stopped.exitCode()).isEqualTo(CTRL_C);
    assertThat(stopped.out()).isEqualTo("(a, 1.0)\n(b, 2.0)\n(a, 1.5)\n");
    assertThat(stopped.err()).contains("transaction-totals stopped in ", "to go on from here:\n ");
    Path summary = directory.resolve("summary.json");
    assertThat(Outcome.summary(summary)).contains("status:stopped,", "read:3,", "emitted:3,");

    arrive("2.csv", "b,0.25\nc,7\na,1\n");
    String command = stopped.err().substring(stopped.err().indexOf("to go on from here:\n") + 20);
    try (Jobs.Running running =
        Jobs.in(directory, "bash", "-c", "exec " + command.strip()).start()) {
      Jobs.Result resumed = running.untilItSays("(b, 2.25)\n").interrupt().end();
      assertThat(resumed.exitCode()).isEqualTo(CTRL_C);
      // A run that goes on has a shuffle, which keeps the order of the rows of a group only.
      assertThat(resumed.out().lines())
          .containsExactlyInAnyOrder("(b, 2.25)", "(c, 7.0)", "(a, 2.5)");
      // The ledger goes on too.
      assertThat(Outcome.summary(summary)).contains("read:6,", "emitted:6,", "balanced:true");
      assertThat(resumed.err()).containsOnlyOnce("-Dexecution.state-recovery.path=");
    }
  }

  @Test
  void itsDashboardShowsTheOptionsAndTheLedger() throws Exception {
    int port = ChildProcess.freePort();
    try (Jobs.Running running =
        Jobs.in(directory)
            .start(
                "transaction-totals",
                "--input",
                "files:in coming?watch=100ms",
                "--web-ui",
                String.valueOf(port))) {
      running.untilItSays("(a, 1.5)\n");
      assertThat(running.err()).contains("web UI: http://127.0.0.1:" + port + "\n");
      Dashboard dashboard = new Dashboard("http://127.0.0.1:" + port);
      assertThat(dashboard.page("/")).contains("Apache Flink");
      String job = "/jobs/" + dashboard.json("/jobs").findValue("id").asText();
      assertThat(dashboard.json(job + "/config").findValue("user-config").path("input").asText())
          .isEqualTo("files:in coming?watch=100ms");
      String metrics = job + "/vertices/" + dashboard.vertex(job, "ledger") + "/metrics";
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(
                          dashboard
                              .json(metrics + "?get=0.ledger.ledger.read")
                              .findValuesAsText("value"))
                      .containsExactly("3"));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void nothingOfItIsOpenToOthers() throws Exception {
    try (Jobs.Running running = Jobs.in(directory).start(WATCHING)) {
      running.untilItSays("(a, 1.5)\n");
      assertThat(Listener.of(running.pid()))
          .isNotEmpty()
          .allMatch(Listener::isLoopback)
          .noneMatch(Listener::speaksHttp);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void itsDashboardTakesNothing() throws Exception {
    int port = ChildProcess.freePort();
    try (Jobs.Running running =
        Jobs.in(directory)
            .start(
                "transaction-totals",
                "--input",
                "files:in coming?watch=100ms",
                "--web-ui",
                String.valueOf(port))) {
      running.untilItSays("(a, 1.5)\n");
      Listener dashboard = Listener.onLoopback(port);
      assertThat(Listener.of(running.pid()))
          .allMatch(Listener::isLoopback)
          .filteredOn(Listener::speaksHttp)
          .containsExactly(dashboard);
      String host = "Host: 127.0.0.1:" + port + "\r\n";
      assertThat(
              dashboard.answer(
                  "POST /jars/upload HTTP/1.1\r\n"
                      + host
                      + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 0\r\n\r\n"))
          .startsWith("HTTP/1.1 400 ");
      assertThat(dashboard.answer("POST /jobs HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 404 ");
      assertThat(dashboard.answer("GET /overview HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
          .startsWith("HTTP/1.1 403 ");
    }
  }

  /** Flink's REST interface, which is what its pages are made of. */
  private record Dashboard(String url) {
    String page(String path) throws Exception {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      return answer.body();
    }

    JsonNode json(String path) throws Exception {
      return new ObjectMapper().readTree(page(path));
    }

    String vertex(String job, String name) throws Exception {
      for (JsonNode vertex : json(job).path("vertices")) {
        if (vertex.path("name").asText().equals(name)) {
          return vertex.path("id").asText();
        }
      }
      throw new AssertionError("there is no vertex " + name);
    }
  }

  @Test
  void itFailsSoonAlsoWhenStandardInputIsSilent() throws Exception {
    try (Jobs.Running running =
        Jobs.in(directory)
            .readingOn("transaction_type,amount\na,x\n")
            .start("transaction-totals", "--input", "-", "--on-malformed", "fail")) {
      Jobs.Result result = running.endWithin(Duration.ofSeconds(20));
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err()).contains("1 of 1 rows rejected, allowed: 0");
    }
  }

  @Test
  void itEndsSoonAlsoWhenStandardInputIsSilent() throws Exception {
    try (Jobs.Running running =
        Jobs.in(directory)
            .readingOn("transaction_type,amount\na,1\na,0.5\n")
            .start("transaction-totals", "--input", "-")) {
      running.untilItSays("(a, 1.5)\n").interrupt();
      Jobs.Result result = running.endWithin(Duration.ofSeconds(15));
      assertThat(result.exitCode()).isEqualTo(CTRL_C);
      assertThat(result.err()).contains("transaction-totals cancelled in ", " balanced: ");
    }
  }
}
