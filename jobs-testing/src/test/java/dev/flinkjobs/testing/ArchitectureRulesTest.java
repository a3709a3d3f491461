package dev.flinkjobs.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compiles small suites of which one class is built wrong. */
class ArchitectureRulesTest {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /** One for all, since each would look through the whole class path. */
  private static final StandardJavaFileManager FILES =
      COMPILER.getStandardFileManager(null, null, null);

  private static final String CONNECTOR =
      "org.apache.flink.connector.file.src.FileSource<String> source;";
  private static final String CONFIGURATION = "org.apache.flink.configuration.MemorySize size;";
  private static final String START =
      "void run() throws Exception {"
          + " org.apache.flink.streaming.api.environment.StreamExecutionEnvironment"
          + ".getExecutionEnvironment(); }";
  private static final String CLUSTER =
      "Object start() { return new org.apache.flink.runtime.minicluster.MiniCluster(null); }";
  private static final String CLOCK = "long now() { return System.currentTimeMillis(); }";
  private static final String RANDOM = "double next() { return Math.random(); }";
  private static final String CONSOLE = "void say() { System.out.println(); }";
  private static final String EXIT = "void end() { System.exit(1); }";

  @AfterAll
  static void close() throws IOException {
    FILES.close();
  }

  @TempDir private Path directory;
  private final List<Path> sources = new ArrayList<>();

  @Test
  void aJobMayNotKnowAnotherJob() throws IOException {
    add("totals.Total", "");
    add("windows.Window", "suite.totals.Total total;");

    assertOnlyViolation("windows.Window", "know nothing of each other");
  }

  @Test
  void aCommonRoomMayNotKnowAJob() throws IOException {
    add("totals.Total", "");
    add("ledger.Ledger", "suite.totals.Total total;");

    assertOnlyViolation("ledger.Ledger", "know nothing of each other");
  }

  @Test
  void mainCodeMayNotKnowTestSupport() throws IOException {
    add("testing.Cluster", "");
    add("totals.Total", "suite.testing.Cluster[] clusters;");

    assertOnlyViolation("totals.Total", "know nothing of each other");
  }

  @Test
  void nothingMayKnowDist() throws IOException {
    add("dist.Launcher", "");
    add("run.Runner", "suite.dist.Launcher launcher;");

    assertOnlyViolation("run.Runner", "know nothing of each other");
  }

  @ParameterizedTest
  @CsvSource({
    "record.Bad, options.Problems",
    "record.Bad, time.Clock",
    "plain.Row, options.Problems",
    "plain.Row, record.Value",
    "diagnosis.Report, ledger.Tally",
    "diagnosis.Report, csv.Reader",
    "time.Clock, options.Problems",
    "csv.Reader, run.Flow",
    "source.Files, input.Input",
  })
  void whatPlainProgramsUseKnowsNothingOfTheSuite(String name, String other) throws IOException {
    add(other, "");
    add(name, "suite." + other + " other;");

    assertOnlyViolation(name, "know nothing of each other");
  }

  @ParameterizedTest
  @ValueSource(strings = {"options.Problems", "totals.Total"})
  void anExerciseKnowsNothingOfTheSuite(String other) throws IOException {
    add(other, "");
    add("totals.TotalsExercise", "suite." + other + " other;");

    assertOnlyViolation("totals.TotalsExercise", "an exercise is plain Flink");
  }

  @Test
  void anExerciseMayUseWhatPlainProgramsShare() throws IOException {
    add("plain.Row", "");
    add("time.Watermarks", "");
    add("totals.TotalsExercise", "suite.plain.Row row; suite.time.Watermarks watermarks;");

    assertThat(violations()).isEmpty();
  }

  @Test
  void aJobMayKnowCommonRoomsAndDistMayKnowJobs() throws IOException {
    add("ledger.Ledger", "");
    add("totals.Total", "suite.ledger.Ledger ledger;");
    add("dist.Launcher", "suite.totals.Total total;");

    assertThat(violations()).isEmpty();
  }

  @Test
  void packagesMayNotNeedEachOther() throws IOException {
    add("input.Input", "suite.output.Output output;");
    add("output.Output", "suite.input.Input input;");

    assertOnlyViolation("input.Input", "be free of cycles");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.flink.connector.file.src.FileSource<String> source;",
        "java.sql.Timestamp timestamp;",
      })
  void aJobMayNotNameAConnector(String body) throws IOException {
    add("totals.Total", body);

    assertOnlyViolation("totals.Total", "a transport is swapped");
  }

  @Test
  void onlyTheRoomOfSqlKnowsTables() throws IOException {
    addTo("org.apache.flink.table.api", "Table", "");
    add("sql.Query", "org.apache.flink.table.api.Table table;");
    add("totals.Total", "org.apache.flink.table.api.Table table;");

    assertOnlyViolation("totals.Total", "must start without the planner");
  }

  @Test
  void onlyTheRoomOfSqlAsksAFlowForItsEnvironment() throws IOException {
    add("run.Flow", "public Object environment() { return this; }");
    add("sql.Query", "Object of(suite.run.Flow flow) { return flow.environment(); }");
    add("totals.Total", "Object of(suite.run.Flow flow) { return flow.environment(); }");

    assertOnlyViolation("totals.Total", "a topology that knows no environment");
  }

  @Test
  void aJobMayNotConfigureFlink() throws IOException {
    add("totals.Total", CONFIGURATION);

    assertOnlyViolation("totals.Total", "what a job can be told is in its *Options");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "getExecutionEnvironment()",
        "getExecutionEnvironment().execute()",
        "getExecutionEnvironment().executeAsync()",
        "getExecutionEnvironment().fromData(1).executeAndCollect()",
      })
  void aJobMayNotStartItself(String call) throws IOException {
    add(
        "totals.Total",
        "Object run() throws Exception { return"
            + " org.apache.flink.streaming.api.environment.StreamExecutionEnvironment."
            + call
            + "; }");

    assertOnlyViolation("totals.Total", "the runner alone starts jobs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new org.apache.flink.runtime.minicluster.MiniCluster(null)",
        "new org.apache.flink.test.util.MiniClusterWithClientResource(null)",
        "new org.apache.flink.test.junit5.MiniClusterExtension()",
        "new org.apache.flink.test.util.AbstractTestBase() {}",
        "new org.apache.flink.streaming.api.environment.LocalStreamEnvironment()",
        "org.apache.flink.client.program.PerJobMiniClusterFactory.create()",
        "(java.util.function.Function<org.apache.flink.runtime.minicluster"
            + ".MiniClusterConfiguration, Object>)"
            + " org.apache.flink.runtime.minicluster.MiniCluster::new",
      })
  void noClusterMayBeOpen(String expression) throws IOException {
    add("run.Runner", "Object start() throws Exception { return " + expression + "; }");

    assertOnlyViolation("run.Runner", "use ClosedCluster");
  }

  @ParameterizedTest
  @ValueSource(strings = {"createLocalEnvironment()", "createLocalEnvironmentWithWebUI(null)"})
  void noEnvironmentMayOpenACluster(String call) throws IOException {
    add(
        "run.Runner",
        "Object start() { return"
            + " org.apache.flink.streaming.api.environment.StreamExecutionEnvironment."
            + call
            + "; }");

    assertOnlyViolation("run.Runner", "use ClosedCluster");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.currentTimeMillis()",
        "System.nanoTime()",
        "java.time.Instant.now()",
        "java.time.LocalDate.now(java.time.ZoneOffset.UTC)",
        "java.time.Clock.systemUTC()",
        "new java.util.Date()",
        "(java.util.function.LongSupplier) System::nanoTime",
      })
  void aJobMayNotReadTheClock(String expression) throws IOException {
    add("totals.Total", "Object value = " + expression + ";");

    assertOnlyViolation("totals.Total", "today and tomorrow");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Math.random()",
        "new java.util.Random()",
        "new java.util.SplittableRandom()",
        "java.util.concurrent.ThreadLocalRandom.current()",
        "new java.security.SecureRandom()",
        "java.util.UUID.randomUUID()",
      })
  void aJobMayNotDrawUnseededRandomNumbers(String expression) throws IOException {
    add("totals.Total", "Object value = " + expression + ";");

    assertOnlyViolation("totals.Total", "or seed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.time.ZoneId.systemDefault()",
        "java.util.TimeZone.getDefault()",
        "java.util.Locale.getDefault()",
        "\"I\".toLowerCase()",
        "\"i\".toUpperCase()",
        "String.format(\"%d\", 1)",
        "\"%d\".formatted(1)",
        "System.lineSeparator().getBytes()",
        "new String(new byte[0])",
        "new String(new byte[0], 0, 0)",
        "java.nio.charset.Charset.defaultCharset()",
        "new java.io.InputStreamReader(null)",
        "new java.io.PrintStream((java.io.OutputStream) null)",
        "new java.io.ByteArrayOutputStream().toString()",
        "new java.text.SimpleDateFormat(\"yyyy\", java.util.Locale.ROOT)",
        "new java.text.DecimalFormat(\"0.0\")",
        "java.time.format.DateTimeFormatter.ofPattern(\"yyyy\")",
      })
  void noCodeMayUseTheMachinesDefaults(String expression) throws IOException {
    add("run.Runner", "Object value() throws Exception { return " + expression + "; }");

    assertOnlyViolation("run.Runner", "on every machine");
  }

  @Test
  void namedZonesLocalesCharsetsAndSeedsAreAllowed() throws IOException {
    add(
        "totals.Total",
        "Object a = \"I\".toLowerCase(java.util.Locale.ROOT);"
            + "Object b = String.format(java.util.Locale.ROOT, \"%d\", 1);"
            + "Object c = \"x\".getBytes(java.nio.charset.StandardCharsets.UTF_8);"
            + "Object d = java.time.ZoneId.of(\"UTC\");"
            + "Object e = new java.util.Random(1);"
            + "Object f = java.time.Instant.now(null);");

    assertThat(violations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.out.println();",
        "System.err.println();",
        "new Exception().printStackTrace();",
        "((org.apache.flink.streaming.api.datastream.DataStream<?>) null).print();",
      })
  void aJobMayNotUseTheConsole(String statement) throws IOException {
    add("totals.Total", "void say() { " + statement + " }");

    assertOnlyViolation("totals.Total", "on a cluster nobody sees it");
  }

  @Test
  void anOutputThatIsNotTheConsoleMayNotUseIt() throws IOException {
    add("output.FilesOutput", CONSOLE);

    assertOnlyViolation("output.FilesOutput", "on a cluster nobody sees it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"totals.Total", "run.Runner"})
  void neitherAJobNorTheRunnerMayEndTheProcess(String name) throws IOException {
    add(name, EXIT);

    assertOnlyViolation(name, "on a session cluster");
  }

  @Test
  void flinksLegacyApiIsRefused() throws IOException {
    add(
        "totals.Total",
        "org.apache.flink.streaming.api.functions.sink.legacy.SinkFunction<String> sink;");

    assertOnlyViolation("totals.Total", "Flink will remove it");
  }

  @Test
  void kryoIsRefused() throws IOException {
    add("totals.Total", "com.esotericsoftware.kryo.Kryo kryo;");

    assertOnlyViolation("totals.Total", "state that Kryo wrote");
  }

  @ParameterizedTest
  @ValueSource(strings = {"totals.TotalUtils", "totals.TotalHelper", "totals.TotalManager"})
  void aNameThatSaysNothingIsRefused(String name) throws IOException {
    add(name, "");

    assertOnlyViolation(name, "such a name says nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"totals.utils.Total", "totals.helpers.Total", "totals.models.Total"})
  void aPackageNamedAfterAKindOfCodeIsRefused(String name) throws IOException {
    add(name, "");

    assertOnlyViolation(name, "a package is named after a problem");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "input.FileInput     | " + CONNECTOR,
        "output.FilesOutput  | " + CONNECTOR,
        "csv.CsvFileFormat   | " + CONNECTOR,
        "connectors.Kafka    | " + CONNECTOR,
        "plain.CsvSources    | " + CONNECTOR,
        "totals.SumExercise  | " + CONNECTOR,
        "totals.SumExercise  | " + START,
        "totals.SumExercise  | " + CONSOLE,
        "run.Runner          | " + CONFIGURATION,
        "cluster.Closed      | " + CONFIGURATION,
        "cluster.Closed      | " + CLUSTER,
        "totals.TotalOptions | " + CONFIGURATION,
        "output.FilesOutput  | " + CONFIGURATION,
        "run.Runner          | " + START,
        "run.Runner          | " + CLOCK,
        "totals.generate.Gen | " + CLOCK,
        "run.Runner          | " + RANDOM,
        "run.Runner          | " + CONSOLE,
        "output.Console      | " + CONSOLE,
        "dist.Launcher       | " + CONSOLE,
        "dist.Launcher       | " + EXIT,
      })
  void theRoomForItIsAllowed(String name, String body) throws IOException {
    add(name, body);

    assertThat(violations()).isEmpty();
  }

  @Test
  void checkFailsWithWhatTheModuleItselfBreaks() {
    // This module is test support, so as a job it would break several rules.
    assertThatThrownBy(() -> ArchitectureRules.check("dev.flinkjobs"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("dev.flinkjobs.testing.StdStreams")
        .hasMessageContaining("on a cluster nobody sees it");
  }

  private void add(String name, String body) throws IOException {
    int dot = name.lastIndexOf('.');
    addTo("suite." + name.substring(0, dot), name.substring(dot + 1), body);
  }

  private void addTo(String packageName, String name, String body) throws IOException {
    Path source =
        directory.resolve("src").resolve(packageName.replace('.', '/')).resolve(name + ".java");
    Files.createDirectories(source.getParent());
    Files.writeString(
        source,
        String.format(Locale.ROOT, "package %s; public class %s { %s }", packageName, name, body));
    sources.add(source);
  }

  private void assertOnlyViolation(String className, String reason) throws IOException {
    assertThat(violations())
        .singleElement()
        .asString()
        .contains("suite." + className)
        .contains(reason);
  }

  private List<String> violations() throws IOException {
    Path classes = Files.createDirectories(directory.resolve("classes"));
    StringWriter complaints = new StringWriter();
    boolean compiled =
        COMPILER
            .getTask(
                complaints,
                FILES,
                null,
                List.of("-proc:none", "-nowarn", "-d", classes.toString()),
                null,
                FILES.getJavaFileObjectsFromPaths(sources))
            .call();
    assertThat(compiled).as(complaints.toString()).isTrue();
    return ArchitectureRules.violations("suite", new ClassFileImporter().importPath(classes));
  }
}
