package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flinkjobs.sql.BehaviorStatsJob;
import dev.flinkjobs.sql.SalesSummaryJob;
import dev.flinkjobs.sql.SectorSummaryJob;
import dev.flinkjobs.sql.SqlTotalsJob;
import dev.flinkjobs.sql.SqlWindowAveragesJob;
import dev.flinkjobs.testing.ChildProcess;
import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.StdStreams;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The scripts as they are, in Flink's own SQL client and gateway, come to what the jobs come to, on
 * their own samples.
 */
@Tag("processes")
class SqlScriptsIT {
  private static final Path SCRIPTS = Jobs.tree().resolve("jobs-sql/src/main/resources/sql");
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Job(Consumer<String[]> main, List<String> args) {
    static Job of(Consumer<String[]> main, String... args) {
      return new Job(main, List.of(args));
    }

    /** Sessions are for streaming alone. */
    String mode() {
      return args.contains("streaming") ? "streaming" : "batch";
    }
  }

  /** In won, which no job computes. */
  private static final Map<String, List<String>> LITERALS =
      Map.of(
          "totals-in-won",
          List.of(
              "Deposit|40009360.8|7",
              "Payment|17421763|3",
              "Transfer|43465444|8",
              "Withdrawal|18637146.5|2"));

  /** By their scripts. */
  private static final Map<String, Job> JOBS =
      Map.of(
          "totals", transactions(SqlTotalsJob::main),
          "window-averages", transactions(SqlWindowAveragesJob::main),
          "window-averages-hop", transactions(SqlWindowAveragesJob::main, "--window", "hop"),
          "window-averages-day", transactions(SqlWindowAveragesJob::main, "--window", "1d"),
          "window-averages-session",
              transactions(
                  SqlWindowAveragesJob::main, "--window", "session", "--mode", "streaming"),
          "sector-summary", Job.of(SectorSummaryJob::main),
          "sector-summary-hourly", Job.of(SectorSummaryJob::main, "--window", "1h"),
          "sales-summary", Job.of(SalesSummaryJob::main),
          "sales-summary-hourly", Job.of(SalesSummaryJob::main, "--window", "1h"),
          "behavior-stats", Job.of(BehaviorStatsJob::main, "--mode", "batch"));

  @TempDir private static Path shared;
  @TempDir private Path directory;

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int PORT = ChildProcess.freePort();
  private static @Nullable ChildProcess gateway;

  @BeforeAll
  static void startGateway() throws IOException {
    String version = System.getProperty("sqlClientVersion");
    Assumptions.assumeTrue(EnvironmentInformation.getVersion().equals(version), version);
    Files.createFile(shared.resolve("config.yaml"));
    ProcessBuilder builder =
        new ProcessBuilder(
                command(
                    "org.apache.flink.table.gateway.SqlGateway",
                    "-Dsql-gateway.endpoint.rest.address=127.0.0.1",
                    "-Dsql-gateway.endpoint.rest.port=" + PORT))
            .directory(Jobs.tree().toFile());
    builder.environment().put("FLINK_CONF_DIR", shared.toString());
    ChildProcess started = ChildProcess.start(builder, shared.resolve("gateway.log"));
    gateway = started;
    await("the gateway")
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              assertThat(started.isAlive()).as(started.said()).isTrue();
              try {
                return get("/info").statusCode() == 200;
              } catch (ConnectException notYet) {
                return false;
              }
            });
  }

  @AfterAll
  static void stopGateway() {
    if (gateway != null) {
      gateway.close();
    }
  }

  static List<String> scripts() throws IOException {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      return files.map(file -> file.getFileName().toString().replace(".sql", "")).sorted().toList();
    }
  }

  /** Starts a JVM for each, which takes minutes for all. */
  @Tag("nightly")
  @ParameterizedTest
  @MethodSource("scripts")
  void theSqlClientComesToWhatTheJobComesTo(String script) throws IOException {
    Jobs.Result result =
        Jobs.in(
                Jobs.tree(),
                command(
                    "org.apache.flink.table.client.SqlClient",
                    "-Dexecution.target=local",
                    "-Dexecution.runtime-mode=" + mode(script),
                    "-Dsql-client.execution.result-mode=tableau",
                    "-f",
                    SCRIPTS.resolve(script + ".sql").toString()))
            .with("FLINK_CONF_DIR", shared.toString())
            .run();
    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    assertThat(tableau(result.out())).containsExactlyInAnyOrderElementsOf(expected(script));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void theGatewayComesToWhatTheJobComesTo(String script) throws Exception {
    String session = session(mode(script));
    String text = Files.readString(SCRIPTS.resolve(script + ".sql"));
    List<String> rows = List.of();
    for (String statement : Pattern.compile(";\n").splitAsStream(text).toList()) {
      rows = rows(session, statement);
    }
    assertThat(rows).containsExactlyInAnyOrderElementsOf(expected(script));
  }

  @Test
  void theGatewayRunsNothingOfAScriptInOneStatement() throws Exception {
    String session = session("batch");
    assertThat(errors(session, Files.readString(SCRIPTS.resolve("totals.sql"))))
        .contains("only single statement supported");
    assertThat(rows(session, "SHOW TABLES")).isEmpty();
  }

  private static Job transactions(Consumer<String[]> main, String... args) {
    Stream<String> input =
        Stream.of("--input", Jobs.tree().resolve("data/clean-transactions.csv").toString());
    return Job.of(main, Stream.concat(input, Stream.of(args)).toArray(String[]::new));
  }

  private static String mode(String script) {
    return LITERALS.containsKey(script) ? "batch" : job(script).mode();
  }

  private static Job job(String script) {
    return Objects.requireNonNull(JOBS.get(script), script + " is tested by no job");
  }

  private static String[] command(String main, String... args) {
    String classPath =
        Stream.of("flinkLib", "sqlClient")
            .map(lib -> System.getProperty(lib) + "/*")
            .collect(Collectors.joining(File.pathSeparator));
    return Stream.concat(
            Stream.of(
                ChildProcess.java(),
                "@" + Jobs.packed().resolve("conf/jvm.options"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                main),
            Stream.of(args))
        .toArray(String[]::new);
  }

  /** The rows that a job writes for the script's sample. */
  private List<String> expected(String script) throws IOException {
    if (LITERALS.containsKey(script)) {
      return LITERALS.get(script);
    }
    Job job = job(script);
    Path out = directory.resolve("out");
    List<String> args = new ArrayList<>(job.args());
    args.addAll(
        List.of("--rejected", "discard", "-p", "1", "--output", "files:" + out + "?format=json"));
    try (StdStreams std = StdStreams.capture()) {
      job.main().accept(args.toArray(String[]::new));
      assertThat(std.err()).contains("balanced: ");
    }
    List<String> rows = new ArrayList<>();
    for (String line : CommittedParts.asOne(out).lines().toList()) {
      rows.add(row(JSON.readTree(line).elements()));
    }
    assertThat(rows).isNotEmpty();
    return rows;
  }

  /** Those of a table on the console. */
  private static List<String> tableau(String out) {
    List<List<String>> lines =
        out.lines()
            .filter(line -> line.startsWith("|"))
            .map(
                line ->
                    Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                        .map(String::strip)
                        .toList())
            .toList();
    assertThat(lines).as(out).isNotEmpty();
    int first = lines.get(0).get(0).equals("op") ? 1 : 0;
    return lines.stream()
        .skip(1)
        .map(line -> line.subList(first, line.size()))
        .map(line -> line.stream().map(SqlScriptsIT::value).collect(Collectors.joining("|")))
        .toList();
  }

  private static String session(String mode) throws Exception {
    Map<String, String> properties =
        Map.of("execution.target", "local", "execution.runtime-mode", mode);
    return json(post("/sessions", Map.of("properties", properties))).get("sessionHandle").asText();
  }

  /** What a statement gives. */
  private static List<String> rows(String session, String statement) throws Exception {
    List<String> rows = new ArrayList<>();
    String next = results(session, statement);
    while (next != null) {
      JsonNode page = json(get(next));
      for (JsonNode row : page.at("/results/data")) {
        rows.add(row(row.get("fields").elements()));
      }
      next = page.hasNonNull("nextResultUri") ? page.get("nextResultUri").asText() : null;
    }
    return rows;
  }

  /** Where the results of a statement begin. */
  private static String results(String session, String statement) throws Exception {
    JsonNode operation =
        json(post("/sessions/" + session + "/statements", Map.of("statement", statement)));
    return "/sessions/"
        + session
        + "/operations/"
        + operation.get("operationHandle").asText()
        + "/result/0?rowFormat=JSON";
  }

  private static String errors(String session, String statement) throws Exception {
    String results = results(session, statement);
    HttpResponse<String> answer =
        await().until(() -> get(results), page -> !page.body().contains("NOT_READY"));
    assertThat(answer.statusCode()).isEqualTo(500);
    return answer.body();
  }

  private static String row(Iterator<JsonNode> values) {
    List<String> texts = new ArrayList<>();
    values.forEachRemaining(value -> texts.add(value(value.asText())));
    return String.join("|", texts);
  }

  /** A number by its value, and a time in one form. */
  private static String value(String text) {
    if (text.matches("[+-]?[0-9.]+(E[+-]?[0-9]+)?")) {
      return new BigDecimal(text).stripTrailingZeros().toPlainString();
    }
    return text.matches("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d.*")
        ? LocalDateTime.parse(text.replace(' ', 'T').replace("Z", "")).toString()
        : text;
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  private static HttpResponse<String> post(String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  private static HttpRequest.Builder request(String path) {
    String version = path.startsWith("/v") ? "" : "/v1";
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + version + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
