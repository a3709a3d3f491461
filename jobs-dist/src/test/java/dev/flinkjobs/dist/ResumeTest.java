package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.options.CommandOptions;
import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.options.OnResume;
import dev.flinkjobs.options.OptionDoc;
import dev.flinkjobs.run.ExitCode;
import dev.flinkjobs.run.JobFailedException;
import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.TestCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Option;

/**
 * A job goes on from state of the same meaning, and from no other. The savepoint of each job is
 * made once; its input is a watched directory with its sample.
 */
class ResumeTest {
  private static final String RESUME = "-Dexecution.state-recovery.path=";

  @RegisterExtension private static final TestCluster CLUSTER = TestCluster.of(1, 4);

  @TempDir private static Path shared;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  /** Rows that are not read by the time that a job is stopped which has just begun. */
  private static final int LONG = 1_500_000;

  private static final Pattern READ = Pattern.compile("\n  read +([0-9,]+)\n");

  private static final Map<String, String> SAVEPOINTS = new HashMap<>();

  @TempDir private Path directory;

  private String said = "";

  @BeforeAll
  static void forgetSavepoints() {
    SAVEPOINTS.clear();
  }

  /** Each option of each job. A new one is part of the meaning, unless it is put elsewhere here. */
  @Test
  void everyOptionIsKnownToBePartOfTheMeaningOrNot() {
    Map<OnResume, Set<String>> names = new HashMap<>();
    for (CommandOptions command : Catalogue.load().commands()) {
      if (!(command instanceof JobOptions)) {
        continue;
      }
      for (Class<?> type = command.getClass(); type != null; type = type.getSuperclass()) {
        for (Field field : type.getDeclaredFields()) {
          Option option = field.getAnnotation(Option.class);
          if (option != null) {
            String[] spelt = option.names();
            names
                .computeIfAbsent(
                    field.getAnnotation(OptionDoc.class).onResume(), first -> new TreeSet<>())
                .add(spelt[spelt.length - 1]);
          }
        }
      }
    }
    assertThat(names.get(OnResume.SAME))
        .containsAll(
            words(
                "--aggregate --columns --coordinates --damping --delimiter --distinct-by --distinct-for"
                    + " --emit --encoding"
                    + " --group-by --heavy-above --k --keep-case --key --max-future --mode --now"
                    + " --output --remote-keywords --routing --seed --sum --time --time-format"
                    + " --tolerance --until --value --values --window --zone"));
    assertThat(names.get(OnResume.IF_ACCEPTED))
        .isEqualTo(words("--allowed-lateness --input --max-delay"));
    assertThat(names.get(OnResume.FREE))
        .isEqualTo(
            words(
                "--accept-changed --alert-above --alert-below --alerts --diagnose --dry-run"
                    + " --duplicate-rows --explain --heap --help --idle-after --labels --lang --late --max-rejected"
                    + " --max-rounds --on-bad-file --on-malformed --parallelism --print --rejected --state"
                    + " --state-dir --summary-json --trace --verbose --version --web-ui -D"));
  }

  private static Set<String> words(String text) {
    return new TreeSet<>(List.of(text.split(" ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          transaction-totals | --group-by currency | --group-by was transaction_type and is currency
          transaction-totals | --sum stock_price | --sum was amount and is stock_price
          transaction-totals | --distinct-by transaction_id | --distinct-by was not given and is transaction_id
          transaction-totals | --emit 1s | --emit was every and is 1s
          transaction-totals | --delimiter tab | --delimiter was , and is tab
          transaction-totals | --output print | --output was files, format=csv and is print
          transaction-totals | --output discard | --output was files, format=csv and is discard
          transaction-totals | --output files:NEW?format=json | --output was files, format=csv and is files, format=json
          transaction-totals | --input files:OTHER?watch=1s | --input was files:IN?watch and is files:OTHER?watch
          transaction-totals | --input OTHER/a.csv | --input was files:IN?watch and is OTHER/a.csv
          transaction-totals | --input socket://localhost:1 | --input was files:IN?watch and is socket://localhost:1
          transaction-totals | -Dpipeline.max-parallelism=64 | -Dpipeline.max-parallelism was 128 and is 64
          window-averages | --window sliding:10s/5s | --window was tumbling:5s and is sliding:10s/5s
          window-averages | --window tumbling:6s | --window was tumbling:5s and is tumbling:6s
          window-averages | --key currency | --key was transaction_id and is currency
          window-averages | --time customer_id | --time was timestamp and is customer_id
          window-averages | --value stock_price | --value was amount and is stock_price
          window-averages | --aggregate sum | --aggregate was average and is sum
          window-averages | --zone Asia/Seoul | --zone was UTC and is Asia/Seoul
          window-averages | --max-delay 2s | --max-delay was 1s and is 2s
          window-averages | --allowed-lateness 1s | --allowed-lateness was 0s and is 1s
          window-averages | --max-future off | --max-future was 1d and is off
          window-averages | --now 2024-05-11T10:00:00Z | --now was not given and is 2024-05-11T10:00:00Z
          window-averages | --accept-changed --max-delay --allowed-lateness 1s | --allowed-lateness was 0s and is 1s
          window-averages | --accept-changed --input --input files:OTHER?watch=1s | --input was files:IN?watch and is files:OTHER?watch
          parcel-routing | --heavy-above 21 | --heavy-above was 20 and is 21
          parcel-routing | --remote-keywords 도서 | --remote-keywords was 산간 and is 도서
          parcel-routing | --routing first | --routing was all and is first
          word-count | --window 6s | --window was 5s and is 6s
          word-count | --keep-case | --keep-case was false and is true
          sql-totals | -Dtable.exec.state.ttl=1h | -Dtable.exec.state.ttl was not given and is 1h
          """)
  void stateOfAnotherMeaningIsRefusedBeforeAnythingStarts(String job, String change, String named)
      throws Exception {
    String savepoint = savepoint(job);
    assertThat(resume(job, savepoint, change)).as(said).isEqualTo(ExitCode.USAGE);
    assertThat(said)
        .contains("jobs " + job + ": " + RESUME + savepoint + ": the state means something else")
        .contains("\n  " + placed(job, named) + "\ngive what it was, ")
        .contains("; what may change: -p, where --output writes to, --on-bad-file, --rejected, ");
    assertThatNothingWasDone();
  }

  @Test
  void stateOfAnotherJobIsRefused() throws Exception {
    assertThat(resume("file-lines", savepoint("word-count"), "")).isEqualTo(ExitCode.USAGE);
    assertThat(said).contains("\n  job was word-count and is file-lines\ngive what it was");
    assertThatNothingWasDone();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gone | there is no such directory; complete ones there: SAVEPOINT
          chk-7 | there is no _metadata in it, so it is no checkpoint that was completed; complete ones there: SAVEPOINT
          chk-7/_metadata | there is no such directory; name a savepoint, or a directory chk-N with a _metadata
          text | is no savepoint that can be read: Unexpected magic number
          """)
  void whatIsNoSavepointIsRefusedAndWhatIsOneIsNamed(String name, String message) throws Exception {
    Path made = Path.of(URI.create(savepoint("transaction-totals")));
    Path state = Files.createDirectory(directory.resolve("state"));
    Files.createDirectory(state.resolve("chk-7"));
    Files.writeString(state.resolve("text"), "no magic number is here");
    Path complete = Files.createDirectory(state.resolve("savepoint-1"));
    Files.copy(made.resolve("_metadata"), complete.resolve("_metadata"));
    Path given = state.resolve(name);
    assertThat(resume("transaction-totals", given.toString(), "")).isEqualTo(ExitCode.USAGE);
    assertThat(said)
        .contains(RESUME + given + ": " + message.replace("SAVEPOINT", "file:" + complete));
    assertThatNothingWasDone();
  }

  /** A path of another machine, such as that of the JobManager. */
  @Test
  void whatCannotBeReadHereIsLeftToTheCluster() throws Exception {
    try (AutoCloseable context = CLUSTER.asContext(1)) {
      assertThat(context).isNotNull();
      String[] args = arguments("word-count", RESUME + "/elsewhere/savepoint-1");
      assertThatThrownBy(() -> main("word-count").accept(args))
          .isInstanceOf(JobFailedException.class)
          .hasMessageContaining("Cannot find checkpoint or savepoint file/directory '/elsewhere");
    }
  }

  private void assertThatNothingWasDone() {
    assertThat(directory.resolve("new")).doesNotExist();
    assertThat(said)
        .doesNotContain("allowNonRestoredState", "balanced")
        .doesNotContainPattern("[^0-9a-f-][0-9a-f]{32}[^0-9a-f-]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          transaction-totals | --rejected files:NEW/rejected
          transaction-totals | --on-malformed skip
          transaction-totals | --max-rejected 50% --on-malformed fail
          transaction-totals | --summary-json NEW.json --lang ko
          transaction-totals | --group-by transaction_type --emit every --delimiter , --sum amount
          transaction-totals | --input files:IN/./?watch=50ms --output files:NEW?mode=append
          window-averages | --idle-after 1m --print detail --diagnose
          window-averages | --late files:NEW/late
          window-averages | --alert-above 1 --alert-below 0 --alerts files:NEW/alerts
          window-averages | --window tumbling:5000ms --zone Etc/UTC --max-delay 1000ms
          window-averages | --accept-changed --max-delay --max-delay 5s
          window-averages | --accept-changed allowed-lateness,max-delay --max-delay 0s --allowed-lateness 1m
          parcel-routing | --labels en
          parcel-routing | --heavy-above 20.0
          word-count | --on-malformed skip
          sql-totals | --rejected discard
          """)
  void whatIsFreeMayChange(String job, String change) throws Exception {
    assertThatItGoesOn(job, savepoint(job), change);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--rejected print --late discard",
        "--on-malformed skip --late files:NEW/late --alert-above 2 --alerts print"
      })
  void outputsBesidesTheMainOneMayBecomeOfAnotherKindOrGo(String change) throws Exception {
    String job = "window-averages";
    try (TestCluster.Main run =
        start(
            job,
            "--rejected files:NEW/r1 --late files:NEW/l1 --alert-above 1 --alerts files:NEW/a1")) {
      run.job().awaitRunning();
      String savepoint = run.job().stopWithSavepoint(directory.resolve("savepoints"));
      run.end();
      assertThatItGoesOn(job, savepoint, change);
    }
  }

  private void assertThatItGoesOn(String job, String savepoint, String change) throws Exception {
    try (TestCluster.Main run = start(job, change + " " + RESUME + savepoint)) {
      run.job().awaitRunning();
      assertThat(run.job().restores()).isPositive();
      run.job().cancel();
    }
  }

  @Test
  void furtherFilesAreReadBehindThoseThatWereKnown() throws Exception {
    String job = "transaction-totals";
    Path a = rows("a.csv", 0, LONG);
    Path b = rows("b.csv", LONG, LONG + 200_000);
    Path c = rows("c.csv", LONG + 200_000, LONG + 300_000);
    String savepoint = savepointUnderWay(job, "--emit final", a, b);

    assertThat(resume(job, savepoint, "--emit final --input " + joined(a, b, c)))
        .isEqualTo(ExitCode.USAGE);
    assertThat(said).contains("--input has " + c.toRealPath() + " besides\n");
    String accepted = "--emit final --accept-changed --input --input ";
    assertThat(resume(job, savepoint, accepted + joined(b, c))).isEqualTo(ExitCode.USAGE);
    assertThat(said).contains("--input is without " + a.toRealPath());
    // What was known comes first all the same.
    assertThat(results(job, accepted + joined(c, b, a) + " " + RESUME + savepoint))
        .isEqualTo(results(job, "--emit final --input " + joined(a, b, c)))
        .hasSize(7);
  }

  @Test
  void windowsOfFurtherFilesAreThoseOfACleanRun() throws Exception {
    String job = "window-averages";
    String late = "--late files:" + directory.resolve("late") + "?mode=append ";
    Path a = rows("a.csv", 0, LONG);
    Path b = rows("b.csv", LONG, LONG + 100_000);
    String savepoint = savepointUnderWay(job, late, a);
    List<String> resumed =
        results(
            job,
            late + "--accept-changed=--input --input " + joined(a, b) + " " + RESUME + savepoint);
    resumed.addAll(CommittedParts.lines(directory.resolve("new")));
    assertThat(resumed)
        .containsExactlyInAnyOrderElementsOf(results(job, late + "--input " + joined(a, b)))
        .hasSizeGreaterThan(500);
    assertThat(CommittedParts.lines(directory.resolve("late"))).isEmpty();
  }

  private String savepointUnderWay(String job, String change, Path... files) throws Exception {
    try (TestCluster.Main run =
        CLUSTER.start(1, main(job), arguments(job, change + " --input " + joined(files)))) {
      run.job().awaitRunning();
      String savepoint = run.job().stopWithSavepoint(directory.resolve("savepoints"));
      Matcher read = READ.matcher(run.end());
      assertThat(read.find()).isTrue();
      assertThat(Integer.parseInt(read.group(1).replace(",", ""))).isLessThan(LONG);
      return savepoint;
    }
  }

  /** Of a run to the end. */
  private List<String> results(String job, String change) throws Exception {
    Path out = Files.createTempDirectory(directory, "out");
    try (AutoCloseable context = CLUSTER.asContext(1)) {
      assertThat(context).isNotNull();
      main(job).accept(arguments(job, change + " --output files:" + out));
    }
    return new ArrayList<>(CommittedParts.lines(out).stream().sorted().toList());
  }

  private static String joined(Path... files) {
    return String.join(",", Arrays.stream(files).map(Path::toString).toList());
  }

  private Path rows(String name, int from, int to) throws IOException {
    List<String> rows =
        new ArrayList<>(List.of("transaction_id,timestamp,transaction_type,amount"));
    LocalDateTime start = LocalDateTime.of(2024, 1, 1, 9, 0);
    for (int n = from; n < to; n++) {
      rows.add(
          String.join(
              ",",
              String.valueOf(n % 3),
              TIME.format(start.plusSeconds(n / 1000)),
              "type-" + n % 7,
              n + ".25"));
    }
    return Files.write(directory.resolve(name), rows);
  }

  /** As on a terminal. */
  private int resume(String job, String savepoint, String change) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    List<String> line = new ArrayList<>(List.of(job));
    line.addAll(List.of(arguments(job, change + " " + RESUME + savepoint)));
    int exitCode = new Launcher(Catalogue.load(), Map.of(), stream, stream).run(line);
    said = bytes.toString(StandardCharsets.UTF_8);
    return exitCode;
  }

  private String savepoint(String job) throws Exception {
    String made = SAVEPOINTS.get(job);
    if (made == null) {
      try (TestCluster.Main run = start(job, "")) {
        run.job().awaitRunning();
        made = run.job().stopWithSavepoint(shared.resolve("savepoints"));
        run.end();
      }
      SAVEPOINTS.put(job, made);
    }
    return made;
  }

  private TestCluster.Main start(String job, String change) throws Exception {
    return CLUSTER.start(2, main(job), arguments(job, change));
  }

  /** The arguments of each job, with what is changed in the place of what it was. */
  private String[] arguments(String job, String change) throws IOException {
    Map<String, List<String>> options = new LinkedHashMap<>();
    options.put("--input", List.of("--input", "files:IN?watch=50ms"));
    options.put("--output", List.of("--output", "files:NEW"));
    if (job.startsWith("sql-")) {
      options.put("--mode", List.of("--mode", "streaming"));
    }
    List<String> last = new ArrayList<>();
    for (String word : change.strip().split(" +", -1)) {
      if (word.startsWith("-") && !last.equals(List.of("--accept-changed"))) {
        last = new ArrayList<>();
        options.put(word, last);
      }
      last.add(word);
    }
    List<String> words = new ArrayList<>();
    for (String word : options.values().stream().flatMap(List::stream).toList()) {
      words.add(placed(job, word));
    }
    return words.toArray(String[]::new);
  }

  /** With the places of the job's files in it. */
  private String placed(String job, String text) throws IOException {
    return text.replace("IN", inbox(job, "in").toString())
        .replace("OTHER", inbox(job, "other").toString())
        .replace("NEW", directory.resolve("new").toString());
  }

  private static Path inbox(String job, String name) throws IOException {
    Path inbox = shared.resolve(job).resolve(name);
    Path sample = inbox.resolve("a.csv");
    if (!Files.exists(sample)) {
      Files.createDirectories(inbox);
      Files.copy(Path.of("..", "data", job(job).sample()), sample);
    }
    return inbox.toRealPath();
  }

  private static JobOptions job(String name) {
    return (JobOptions) Catalogue.load().find(List.of(name)).orElseThrow();
  }

  private static Consumer<String[]> main(String job) {
    return args -> {
      try {
        job(job).mainClass().getMethod("main", String[].class).invoke(null, (Object) args);
      } catch (InvocationTargetException thrown) {
        if (thrown.getCause() instanceof RuntimeException told) {
          throw told;
        }
        throw new IllegalStateException(thrown.getCause());
      } catch (ReflectiveOperationException noMain) {
        throw new IllegalStateException(noMain);
      }
    };
  }
}
