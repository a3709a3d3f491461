package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that a job shows while it runs and when it ends, where its options are full of secrets. */
@Tag("processes")
class SecretsIT {
  @TempDir private Path directory;

  @Test
  void aJobShowsNoSecretAnywhere() throws Exception {
    Files.createDirectory(directory.resolve("in"));
    Files.writeString(directory.resolve("in/1.csv"), "transaction_type,amount\na,1\nb,x\n");
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    List<String> args =
        new ArrayList<>(
            List.of(
                "transaction-totals",
                "--input=files:in?watch=100ms",
                "--state-dir=state",
                "--summary-json=summary.json",
                "--verbose",
                "--web-ui=" + port));
    Canaries.valueByName()
        .forEach(
            (name, value) -> {
              args.add("-D" + name + "=" + value + " or " + value);
              args.add(
                  "-Durl.of."
                      + name.length()
                      + "."
                      + value.hashCode()
                      + "=jdbc:x://ann:"
                      + value
                      + "@h/d?a=b&"
                      + name
                      + "="
                      + value
                      + "&c=d");
              args.add("-Dset.of." + value.hashCode() + "=a=b;" + name + "='" + value + "';c=d");
            });
    Jobs jobs = Jobs.in(directory).with("XDG_STATE_HOME", directory.resolve("log").toString());
    Map<String, String> shown = new TreeMap<>();
    try (Jobs.Running running = jobs.start(args.toArray(String[]::new))) {
      running.untilItSays("(a, 1.0)\n");
      String url = "http://127.0.0.1:" + port;
      String job =
          "/jobs/" + new ObjectMapper().readTree(page(url + "/jobs")).findValue("id").asText();
      for (String path :
          List.of(
              "/jobmanager/config",
              "/jobmanager/environment",
              "/jobmanager/log",
              "/jobs/overview",
              job,
              job + "/plan",
              job + "/config",
              job + "/jobmanager/config",
              job + "/checkpoints/config")) {
        shown.put(path, page(url + path));
      }
      Jobs.Result result = running.interrupt().end();
      shown.put("out", result.out());
      shown.put("err", result.err());
      assertThat(result.err())
          .contains("to go on from here (with the secrets in the place of ******):\n")
          .contains("-Dmy.password=******' ", "a=b;kafka.sslToken=******;c=d");
    }
    shown.put("summary", Files.readString(directory.resolve("summary.json")));
    shown.put("log", Files.readString(directory.resolve("log/flink-jobs/flink-jobs.log")));
    Canaries.assertNoneIn(shown);
    assertThat(shown.get("/jobmanager/config")).contains("\"my.password\"", "&c=d", "******");
    assertThat(shown.get(job(shown) + "/config")).contains("\"Dmy.password\":\"******\"");
    assertThat(shown.get("log")).contains("Submitting job");
  }

  @Test
  void theLogShowsNoSecret() throws IOException {
    Files.writeString(directory.resolve("1.csv"), "transaction_type,amount\na,1\n");
    Jobs jobs = Jobs.in(directory).with("XDG_STATE_HOME", directory.toString());
    StringBuilder jobName = new StringBuilder();
    Canaries.valueByName()
        .forEach((name, value) -> jobName.append(name).append('=').append(value).append(' '));
    Jobs.Result result =
        jobs.run("transaction-totals", "--input=1.csv", "--verbose", "-Dpipeline.name=" + jobName);
    Map<String, String> shown = new TreeMap<>();
    shown.put("err", result.err());
    shown.put("log", Files.readString(directory.resolve("flink-jobs/flink-jobs.log")));
    Canaries.assertNoneIn(shown);
    assertThat(shown.values())
        .allMatch(text -> text.contains("my.password=****** x-password=******"));
  }

  private static String job(Map<String, String> shown) {
    return shown.keySet().stream()
        .filter(path -> path.matches("/jobs/[0-9a-f]+"))
        .findFirst()
        .orElseThrow();
  }

  private static String page(String url) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
