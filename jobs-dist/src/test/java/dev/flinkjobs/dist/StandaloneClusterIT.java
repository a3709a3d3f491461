package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flinkjobs.options.CommandOptions;
import dev.flinkjobs.options.ExerciseOptions;
import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.testing.ChildProcess;
import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.StandaloneCluster;
import dev.flinkjobs.testing.StdStreams;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The job jars on a JobManager and TaskManagers that have nothing of ours, by {@code flink run} and
 * by the launcher.
 */
@Tag("processes")
class StandaloneClusterIT {
  private static final int ROWS = 1000;
  private static final int CTRL_C = 130;

  @TempDir private static Path home;
  private static StandaloneCluster cluster;

  @TempDir private Path directory;

  @BeforeAll
  static void start() throws IOException {
    cluster = StandaloneCluster.start(Path.of(System.getProperty("flinkLib")), home, 2, 2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  static Stream<String> jobs() {
    return Catalogue.load().commands().stream()
        .filter(JobOptions.class::isInstance)
        .map(CommandOptions::name)
        .filter(name -> !name.equals("tour"));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void everyJobHasTheResultsThatItHasAtHome(String name) throws Exception {
    JobOptions job = job(name);
    Path summary = directory.resolve("summary.json");
    StandaloneCluster.Result submitted =
        cluster.flink(
            run(
                job,
                onSample(
                    job,
                    "--output",
                    "files:" + directory.resolve("cluster"),
                    "--summary-json",
                    summary.toString())));
    assertThat(submitted.exitCode()).as(submitted.out() + submitted.err()).isZero();
    assertThat(submitted.err()).contains(name + " finished in");
    assertThat(summary).content().contains("\"status\":\"finished\"").contains("\"balanced\":true");

    Path atHome = directory.resolve("home");
    // As on the cluster: which rows of a sample are late is only the same for one reader.
    runAtHome(job, onSample(job, "--output", "files:" + atHome, "-p", "1"));
    assertThat(rows(directory.resolve("cluster")))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(rows(atHome));
  }

  /** Embedded, in this process, which has long read the classes that a new one would have to. */
  private static void runAtHome(JobOptions job, String... args) throws Exception {
    try (StdStreams std = StdStreams.capture()) {
      job.mainClass().getMethod("main", String[].class).invoke(null, (Object) args);
      assertThat(std.err()).contains(job.name() + " finished in");
    }
  }

  /** With its sample as input, if it reads any. */
  private static String[] onSample(JobOptions job, String... args) {
    List<String> words = new ArrayList<>(List.of(args));
    if (!job.sample().isEmpty()) {
      String sample = Jobs.packed().resolve("data").resolve(job.sample()).toString();
      words.addAll(List.of("--input", sample, "--rejected", "discard"));
    }
    return words.toArray(String[]::new);
  }

  @Test
  void aJobOutlivesATaskManagerAndGoesOnFromASavepointAtAnotherParallelism() throws Exception {
    Path inbox = Files.createDirectory(directory.resolve("inbox"));
    Path out = directory.resolve("out");
    JobOptions job = job("transaction-totals");
    String[] args =
        run(
            job,
            "--input",
            "files:" + inbox + "?watch=100ms",
            "--output",
            "files:" + out,
            "-Dexecution.checkpointing.interval=200ms");
    Path one = write("one.csv", 0);
    Files.move(Files.copy(one, directory.resolve("whole")), inbox.resolve("1.csv"));

    StandaloneCluster.Result submitted = cluster.flink(with(args, "-d", "-p", "4"));
    assertThat(submitted.exitCode()).as(submitted.out() + submitted.err()).isZero();
    String id = cluster.awaitJob();
    assertThat(submitted.err()).contains("transaction-totals submitted as job " + id);
    awaitRows(out, ROWS);

    // At -p 4 the job needs all slots of both.
    cluster.killTaskManager(0);
    cluster.startTaskManager();
    Path two = write("two.csv", 1);
    Files.move(Files.copy(two, directory.resolve("whole")), inbox.resolve("2.csv"));
    awaitRows(out, 2 * ROWS);
    assertThat(cluster.restores(id)).isPositive();

    String savepoint = stop(id);
    Path three = write("three.csv", 2);
    Files.copy(three, inbox.resolve("3.csv"));
    cluster.flink(with(args, "-d", "-p", "3", "-s", savepoint));
    awaitRows(out, 3 * ROWS);
    cluster.flink("cancel", cluster.awaitJob());

    Path atHome = directory.resolve("home");
    runAtHome(
        job, "--input", one + "," + two + "," + three, "--output", "files:" + atHome, "-p", "1");
    assertThat(CommittedParts.lines(out))
        .containsExactlyInAnyOrderElementsOf(CommittedParts.lines(atHome));
  }

  @Test
  void aJobGoesOnAtAnotherParallelismAlthoughAReaderHadEnded() throws Exception {
    Path out = directory.resolve("out");
    JobOptions job = job("transaction-totals");
    String input = write("small.csv", 0) + "," + writeLong("large.csv");
    String[] args =
        run(
            job,
            "--input",
            input,
            "--emit",
            "final",
            "--output",
            "files:" + out,
            "--rejected",
            "files:" + directory.resolve("rejected"),
            "-Dexecution.checkpointing.interval=200ms");
    cluster.flink(with(args, "-d", "-p", "2"));
    String id = cluster.awaitJob();
    await("the reader of the small file")
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                cluster.get("/jobs/" + id).path("vertices").findValues("FINISHED").stream()
                    .anyMatch(tasks -> tasks.asInt() > 0));
    String savepoint = stopAtOnce(id);
    StandaloneCluster.Result resumed = cluster.flink(with(args, "-p", "1", "-s", savepoint));
    assertThat(resumed.exitCode()).as(resumed.out() + resumed.err()).isZero();

    Path atHome = directory.resolve("home");
    runAtHome(
        job,
        "--input",
        input,
        "--emit",
        "final",
        "--output",
        "files:" + atHome,
        "--rejected",
        "discard");
    assertThat(CommittedParts.lines(out))
        .containsExactlyInAnyOrderElementsOf(CommittedParts.lines(atHome));
  }

  /** Not by {@code flink stop}, during whose start the job might end. */
  private String stopAtOnce(String job) {
    Path savepoints = directory.resolve("savepoints");
    String request =
        cluster
            .post("/jobs/" + job + "/stop", "{\"targetDirectory\":\"" + savepoints.toUri() + "\"}")
            .path("request-id")
            .asText();
    return await("the savepoint")
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                cluster
                    .get("/jobs/" + job + "/savepoints/" + request)
                    .path("operation")
                    .path("location")
                    .asText(),
            path -> !path.isEmpty());
  }

  static Stream<Arguments> exercises() {
    return Stream.of(
        Arguments.of("totals", "(Deposit, 652187.96)"),
        Arguments.of("averages", "Tumbling Window Avg> 5836.5"),
        Arguments.of("parcels", "일반 택배> (5, 서울 관악구, false)"),
        Arguments.of("doubling", "최종 결과: [160]"));
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void anExerciseRunsAsItIs(String word, String printed) throws Exception {
    ExerciseOptions exercise =
        (ExerciseOptions) Catalogue.load().find(List.of("exercise", word)).orElseThrow();
    StandaloneCluster.Result submitted =
        cluster.flink(
            "run",
            "-c",
            exercise.mainClass().getName(),
            jar(exercise.mainClass()).toString(),
            Jobs.packed().resolve("data").resolve(exercise.sample()).toString());
    assertThat(submitted.exitCode()).as(submitted.out() + submitted.err()).isZero();
    assertThat(submitted.out() + cluster.logs()).contains(printed);
  }

  @Test
  void stateOfAnotherMeaningIsRefusedByWhoeverCanReadIt() throws Exception {
    Path inbox = Files.createDirectory(directory.resolve("inbox"));
    Files.copy(write("one.csv", 0), inbox.resolve("1.csv"));
    JobOptions job = job("transaction-totals");
    String[] args =
        run(job, "--input", "files:" + inbox + "?watch=100ms", "--output", "discard", "--sum");
    cluster.flink(with(append(args, "amount"), "-d"));
    String savepoint = stop(cluster.awaitJob());

    long before = cluster.get("/jobs").path("jobs").size();
    StandaloneCluster.Result refused =
        cluster.flink(with(append(args, "type"), "-d", "-s", savepoint));
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.out() + refused.err())
        .contains("-s " + savepoint + ": the state means something else than what this command")
        .contains("\n  --sum was amount and is type\n")
        .doesNotContain("allowNonRestoredState");
    assertThat(cluster.get("/jobs").path("jobs").size()).isEqualTo(before);

    StandaloneCluster.Result taken =
        cluster.flink(with(append(args, "amount"), "-d", "-s", savepoint));
    assertThat(taken.exitCode()).as(taken.out() + taken.err()).isZero();
    cluster.flink("cancel", cluster.awaitJob());
  }

  private String stop(String job) throws Exception {
    StandaloneCluster.Result stopped =
        cluster.flink("stop", "--savepointPath", directory.resolve("savepoints").toString(), job);
    assertThat(stopped.exitCode()).as(stopped.out() + stopped.err()).isZero();
    Matcher savepoint = Pattern.compile("Path: (\\S+)").matcher(stopped.out());
    assertThat(savepoint.find()).as(stopped.out()).isTrue();
    return savepoint.group(1);
  }

  private static String[] append(String[] args, String last) {
    List<String> words = new ArrayList<>(List.of(args));
    words.add(last);
    return words.toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(strings = {"transaction-totals", "window-averages", "double-until", "sql-totals"})
  void aJobThatTheLauncherSubmitsHasTheResultsAndTheLedgerThatItHasAtHome(String name)
      throws Exception {
    JobOptions job = job(name);
    int before = jobs("FINISHED").size();
    String remote = ledger(launch(job, "remote", cluster.asTarget()));
    assertThat(jobs("FINISHED")).hasSizeGreaterThan(before);

    assertThat(ledger(launch(job, "home", List.of())))
        .isEqualTo(remote)
        .contains("\"balanced\":true");
    assertThat(rows(directory.resolve("remote")))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(rows(directory.resolve("home")));
  }

  /** Runs a job on its sample by {@code ./jobs}, and gives its summary. */
  private Path launch(JobOptions job, String out, List<String> where) throws Exception {
    Path summary = directory.resolve(out + ".json");
    List<String> words = new ArrayList<>(List.of(job.name().split(" ")));
    words.addAll(List.of(onSample(job, "-p", "1", "--output", "files:" + directory.resolve(out))));
    words.addAll(List.of("--summary-json", summary.toString()));
    words.addAll(where);
    Jobs.Result ran = Jobs.in(directory).run(words.toArray(String[]::new));
    assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.err()).contains(job.name() + " finished in");
    return summary;
  }

  /** Without times and places. */
  private static String ledger(Path summary) throws IOException {
    return Files.readString(summary)
        .replaceAll("(?i)\"[^\"]*(seconds|elapsed|millis|perSecond|rate)[^\"]*\":[^,}]*", "")
        .replaceAll("/(remote|home)\\b", "");
  }

  @Test
  void mainStartedFromClassesSubmitsTheJarThatMavenHasBuilt() throws Exception {
    Path out = directory.resolve("out");
    List<String> classPath = new ArrayList<>();
    classPath.add(Jobs.tree().resolve("jobs-transactions/target/classes").toString());
    classPath.add(Jobs.packed().resolve("lib") + "/*");
    List<String> words =
        new ArrayList<>(List.of(onSample(job("transaction-totals"), "--output", "files:" + out)));
    words.addAll(cluster.asTarget());
    Path log = directory.resolve("main.log");
    try (ChildProcess main =
        ChildProcess.start(
            ChildProcess.java(
                String.join(File.pathSeparator, classPath),
                List.of(),
                job("transaction-totals").mainClass().getName(),
                words),
            log)) {
      await("the end of main").atMost(Duration.ofMinutes(2)).until(() -> !main.isAlive());
    }
    assertThat(log).content().contains("transaction-totals finished in", " accepted ");
    assertThat(rows(out)).isNotEmpty();
  }

  @Test
  void ctrlCCancelsTheJobThatTheLauncherHasSubmitted() throws Exception {
    try (Jobs.Running running = launchEndless()) {
      String id = cluster.awaitJob();
      Jobs.Result ended = running.interrupt().end();
      assertThat(ended.exitCode()).isEqualTo(CTRL_C);
      assertThat(ended.err())
          .contains("transaction-totals cancelled in ", " read ", " balanced: ")
          .doesNotContain("\tat ");
      assertThat(cluster.get("/jobs/" + id).path("state").asText()).isEqualTo("CANCELED");
    }
  }

  @Test
  void anotherCtrlCLeavesItRunningAndSaysHowToEndIt() throws Exception {
    try (Jobs.Running running = launchEndless()) {
      String id = cluster.awaitJob();
      Jobs.Result left =
          running.interrupt().untilItSays("another Ctrl-C leaves it running").interrupt().end();
      assertThat(left.exitCode()).isEqualTo(CTRL_C);
      assertThat(left.err()).contains("transaction-totals running ");
      Matcher command =
          Pattern.compile("the job goes on; to end it: flink (.*)\n").matcher(left.err());
      assertThat(command.find()).as(left.err()).isTrue();
      assertThat(cluster.get("/jobs/" + id).path("state").asText()).isEqualTo("RUNNING");

      cluster.flink(command.group(1).split(" "));
      await().until(() -> cluster.get("/jobs/" + id).path("state").asText().equals("CANCELED"));
    }
  }

  private Jobs.Running launchEndless() throws IOException {
    Path inbox = Files.createDirectory(directory.resolve("inbox"));
    Files.copy(write("one.csv", 0), inbox.resolve("1.csv"));
    List<String> words =
        new ArrayList<>(
            List.of(
                "transaction-totals",
                "--input",
                "files:" + inbox + "?watch=100ms",
                "--output",
                "discard"));
    words.addAll(cluster.asTarget());
    return Jobs.in(directory).start(words.toArray(String[]::new));
  }

  @Test
  void whatCannotGoToAClusterIsRefusedBeforeTheStart() {
    List<String> words =
        new ArrayList<>(
            List.of("transaction-totals", "--input", "-", "--heap", "1g", "--web-ui", "8081"));
    words.addAll(cluster.asTarget());
    Jobs.Result refused = Jobs.in(directory).run(words.toArray(String[]::new));
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("--input -: ", "--heap is for ", "--web-ui is for ");
  }

  @Test
  void aClusterThatIsNotThereIsAMistakeOfTheCommandLine() {
    Jobs.Result refused =
        Jobs.in(directory)
            .run(
                "transaction-totals",
                "-Dexecution.target=remote",
                "-Drest.address=127.0.0.1",
                "-Drest.port=1");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("no cluster of Flink answers at 127.0.0.1:1; ", "cause: Connection refused");
  }

  /** The ids of the jobs in a state. */
  private static List<String> jobs(String state) {
    List<String> ids = new ArrayList<>();
    cluster
        .get("/jobs")
        .path("jobs")
        .forEach(
            job -> {
              if (job.path("status").asText().equals(state)) {
                ids.add(job.path("id").asText());
              }
            });
    return ids;
  }

  @Test
  void whatIsPrintedIsInTheLogOfATaskManager() throws Exception {
    StandaloneCluster.Result tour = cluster.flink(run(job("tour"), "map"));
    assertThat(tour.exitCode()).as(tour.out() + tour.err()).isZero();
    assertThat(cluster.logs()).contains("  2\n  4\n  6\n  8\n");
  }

  @Test
  void mistakesAreNamedAsAtHomeAllOfThem() throws Exception {
    StandaloneCluster.Result refused =
        cluster.flink(run(job("transaction-totals"), "--inptu", "x.csv", "--emit", "evry"));
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.out() + refused.err())
        .contains("unknown option --inptu; did you mean --input?")
        .contains("--emit: 'evry' is not allowed");
  }

  private static JobOptions job(String name) {
    return (JobOptions) Catalogue.load().find(List.of(name)).orElseThrow();
  }

  /** The arguments of {@code flink} that submit a job. */
  private static String[] run(JobOptions job, String... args) throws IOException {
    List<String> words = new ArrayList<>(List.of("run", "-c", job.mainClass().getName()));
    words.add(jar(job.mainClass()).toString());
    words.addAll(List.of(args));
    return words.toArray(String[]::new);
  }

  /** With options of {@code flink run} itself, which go first. */
  private static String[] with(String[] run, String... options) {
    List<String> words = new ArrayList<>(List.of(run));
    words.addAll(1, List.of(options));
    return words.toArray(String[]::new);
  }

  private static Path jar(Class<?> mainClass) throws IOException {
    String entry = mainClass.getName().replace('.', '/') + ".class";
    try (Stream<Path> jars = Files.list(Jobs.packed().resolve("job-jars"))) {
      for (Path jar : jars.toList()) {
        try (JarFile opened = new JarFile(jar.toFile())) {
          if (opened.getEntry(entry) != null) {
            return jar;
          }
        }
      }
    }
    throw new AssertionError("no job jar holds " + mainClass);
  }

  private Path write(String name, int n) throws IOException {
    List<String> rows = new ArrayList<>(List.of("transaction_type,amount"));
    for (int row = n * ROWS; row < (n + 1) * ROWS; row++) {
      rows.add("type-" + row % 7 + "," + row + ".25");
    }
    return Files.write(directory.resolve(name), rows);
  }

  /** More rows than are read while a client starts and ends. */
  private Path writeLong(String name) throws IOException {
    Path file = directory.resolve(name);
    String rows = "a,1\nb,2\nc,none\nd,4.25\n".repeat(100_000);
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("transaction_type,amount\n");
      for (int times = 0; times < 30; times++) {
        out.write(rows);
      }
    }
    return file;
  }

  private static void awaitRows(Path out, int rows) {
    await(rows + " results")
        .atMost(Duration.ofMinutes(2))
        .until(() -> CommittedParts.lines(out).size() >= rows);
  }

  /** All rows in all directories below, without the times of the clock. */
  private static List<String> rows(Path out) throws IOException {
    Pattern now = Pattern.compile(Year.now(ZoneOffset.UTC) + "-[^,]*");
    List<String> rows = new ArrayList<>();
    try (Stream<Path> all = Files.walk(out)) {
      for (Path each : all.filter(Files::isDirectory).sorted().toList()) {
        for (String line : CommittedParts.lines(each)) {
          rows.add(out.relativize(each) + ": " + now.matcher(line).replaceAll("now"));
        }
      }
    }
    return rows;
  }
}
