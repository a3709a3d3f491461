package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packed launcher on small inputs. */
@Tag("processes")
class LauncherScriptIT {
  private static final String BALANCED =
      " balanced: read = accepted + rejected + late + filtered + duplicate\n";

  @TempDir private Path temp;
  private Path directory;

  @BeforeEach
  void makeADirectoryThatIsHardToName() throws IOException {
    directory = Files.createDirectory(temp.resolve("여기 a b"));
    Files.writeString(
        directory.resolve("small.csv"),
        "transaction_type,amount\npurchase,100\nrefund,30\npurchase,70\n");
  }

  @Test
  void withoutArgumentsItShowsTheCatalogue() {
    Jobs.Result result = Jobs.in(directory).run();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .startsWith("flink-jobs ")
        .contains("  transaction-totals     E1  What does each group of transactions add up to?");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void aKoreanEnvironmentGetsKoreanEvenIfItsLocaleIsNotInstalled() {
    Jobs korean = Jobs.in(directory).with("LC_ALL", "").with("LANG", "ko_KR.UTF-8");
    assertThat(korean.run().out()).contains("사용법: ./jobs");
    assertThat(korean.run("transaction-totals", "--help").out()).contains("옵션");
    assertThat(korean.run("transaction-total").err()).contains("명령이 없습니다");
    assertThat(korean.run("transaction-total", "--lang", "en").err()).contains("did you mean");
  }

  @Test
  void helpSpeaksTwoLanguages() {
    Jobs.Result english = Jobs.in(directory).run("transaction-totals", "--help");
    Jobs.Result korean = Jobs.in(directory).run("transaction-totals", "--help", "--lang", "ko");
    assertThat(english.exitCode()).isZero();
    assertThat(english.out()).contains("--group-by", "--state-dir").doesNotContain("옵션");
    assertThat(korean.exitCode()).isZero();
    assertThat(korean.out()).contains("--group-by", "--state-dir", "옵션");
    assertThat(english.err() + korean.err()).isEmpty();
  }

  @Test
  void theVersionTellsFlinksAndJavas() {
    Jobs.Result result = Jobs.in(directory).run("--version");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).matches("flink-jobs \\S+ \\(Flink 2\\.\\d+\\.\\d+, Java \\S+\\)\n");
  }

  @Test
  void theSampleRunsFromAnyDirectory() {
    Jobs.Result result = Jobs.in(directory).run("transaction-totals");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).matches("(?s)(\\([^\n]+, -?\\d+\\.\\d+\\)\n)+");
    assertThat(result.err())
        .contains("transactions.csv:30: amount 'NaN' is not a number\n")
        .contains("\ntransaction-totals finished in ")
        .endsWith(BALANCED);
    assertThat(emitted(result)).isEqualTo(lines(result.out())).isPositive();
  }

  private static long lines(String text) {
    return text.lines().count();
  }

  private static long emitted(Jobs.Result result) {
    String line =
        result.err().lines().filter(text -> text.startsWith("  emitted")).findFirst().orElseThrow();
    return Long.parseLong(line.replaceAll("[^0-9]", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "transaction-totals | next: ./jobs transaction-totals --group-by transaction_type,currency --emit final   or   ./jobs exercise averages",
        "page-rank --lang ko | 다음: ./jobs page-rank --help   또는   ./jobs behavior-stats",
        "exercise parcels | next: ./jobs exercise parcels data/parcels.csv -p 2   or   ./jobs parcel-routing",
      })
  void onATerminalTheLastLineNamesTwoCommandsToTry(String args, String line) {
    assertThat(onATerminal(args).out()).endsWith("\n" + line + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "transaction-totals | cat",
        "transaction-totals 2> err",
        "transaction-totals --dry-run",
        "transaction-totals --explain=json",
        "transaction-totals --help",
        "transaction-totals --input none.csv",
        "transaction-totals --max-rejected 1"
      })
  void nothingIsToBeTriedBehindWhatIsPipedShownOnlyOrFailed(String args) {
    assertThat(onATerminal(args).out()).isNotEmpty().doesNotContain("next: ");
  }

  private Jobs.Result onATerminal(String args) {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "others call script in another way");
    return Jobs.in(directory, "script", "-qec", "\"$JOBS\" " + args, "/dev/null")
        .with("JOBS", Jobs.packed().resolve("jobs").toString())
        .run();
  }

  @Test
  void theExercisesCasePrintsItsResults() throws IOException {
    Jobs.Result result =
        Jobs.in(directory)
            .run("transaction-totals", "--input", "small.csv", "--summary-json", "s.json");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEqualTo("(purchase, 100.0)\n(refund, 30.0)\n(purchase, 170.0)\n");
    assertThat(result.err()).endsWith(BALANCED);
    assertThat(Outcome.summary(directory.resolve("s.json"))).contains("read:3,");
  }

  @Test
  void anExerciseIsAProgramOfPlainFlink() {
    Jobs jobs = Jobs.in(directory);
    Jobs.Result result = jobs.run("exercise", "totals", "small.csv");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEqualTo("(purchase, 100.0)\n(refund, 30.0)\n(purchase, 170.0)\n");
    assertThat(result.err()).isEmpty();
    assertThat(jobs.run("exercise", "averages").out()).startsWith("Tumbling Window Avg> 5235.44\n");
    assertThat(jobs.run("exercise").out())
        .startsWith("  exercise totals    E1  How does a program of plain Flink")
        .hasLineCount(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | totals none.csv | FILE none.csv: there is no such file; leave it out",
        "2 | averages small.csv | small.csv: there is no column 'transaction_id'; its first line names: transaction_type, amount",
        "2 | totls | there is no command 'exercise totls'; did you mean exercise totals?",
        "2 | totals -Dexecution.runtime-mode=BACH | -Dexecution.runtime-mode=BACH: ",
        "2 | totals -Drest.port=8081 | -Drest.port: ",
        "1 | totals bad.csv | ./jobs transaction-totals rejects such a row and goes on\\ncause: Cannot deserialize",
      })
  void whatAnExerciseCannotDoIsToldWithoutAStackTrace(int exitCode, String args, String message)
      throws IOException {
    Files.writeString(directory.resolve("bad.csv"), "transaction_type,amount\na,1\na,b\n");
    Jobs.Result result = Jobs.in(directory).run(("exercise " + args).split(" "));
    assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
    assertThat(result.err()).startsWith("jobs").contains(message.replace("\\n", "\n"));
    assertThat(result.err()).doesNotContain("\tat ", "Exception");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void itIsFoundThroughSymbolicLinksAndReadsRelativePathsWhereTheUserIs() throws IOException {
    Path far = Files.createDirectory(temp.resolve("far away"));
    Files.createSymbolicLink(far.resolve("first"), Jobs.packed().resolve("jobs"));
    Files.createSymbolicLink(directory.resolve("j"), Path.of("../far away/first"));
    Jobs linked = Jobs.in(directory, "./j");

    Jobs.Result relative =
        linked.run("transaction-totals", "--input", "small.csv", "--emit", "final");
    assertThat(relative.out()).isEqualTo("(purchase, 170.0)\n(refund, 30.0)\n");

    Jobs.Result sample = linked.run("transaction-totals", "--emit", "final");
    assertThat(sample.exitCode()).isZero();
    assertThat(sample.err()).endsWith(BALANCED);
  }

  @ParameterizedTest
  @CsvSource({"Pacific/Kiritimati, C", "America/New_York, tr_TR.UTF-8", "UTC, C.UTF-8"})
  void windowsAreTheSameWhateverTheZoneAndTheLocaleOfTheMachine(String zone, String locale)
      throws IOException {
    Files.writeString(
        directory.resolve("times.csv"),
        "종류,timestamp,amount\n입금,2024-03-10 02:30:00,1\n입금,2024-03-10 02:30:04,2\n");
    Jobs.Result result =
        Jobs.in(directory)
            .with("TZ", zone)
            .with("LC_ALL", locale)
            .run("window-averages", "--input", "times.csv", "--key", "종류", "--print", "detail");
    assertThat(result.out())
        .isEqualTo("Tumbling Window Avg> 1.5  입금  [2024-03-10T02:30:00Z, 2024-03-10T02:30:05Z)\n");
  }

  @Test
  void windowsWorkOnRocksDb() throws IOException {
    Files.writeString(
        directory.resolve("times.csv"),
        """
        transaction_id,timestamp,amount
        tx1,2024-05-11 10:00:00,100
        tx1,2024-05-11 10:00:06,300
        tx1,2024-05-11 10:00:03,200
        """);
    Jobs.Result result =
        Jobs.in(directory)
            .run(
                "window-averages",
                "--input",
                "times.csv",
                "--allowed-lateness",
                "1m",
                "-Dstate.backend.type=rocksdb");
    assertThat(result.out())
        .isEqualTo(
            "Tumbling Window Avg> 100.0\nTumbling Window Avg> 150.0\nTumbling Window Avg> 300.0\n");
    assertThat(result.err()).endsWith(BALANCED);
  }

  @Test
  void koreanPassesThroughEvenInAnAsciiLocale() throws IOException {
    Files.writeString(directory.resolve("거래 내역.csv"), "거래 종류,amount\n입금,1.5\n출금,2\n입금,1\n");
    Jobs.Result result =
        Jobs.in(directory)
            .with("LC_ALL", "C")
            .run("transaction-totals", "--input", "거래 내역.csv", "--group-by", "거래 종류");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEqualTo("(입금, 1.5)\n(출금, 2.0)\n(입금, 2.5)\n");
  }

  @Test
  void aKoreanFileThatIsNotThereIsNamedInAnAsciiLocale() {
    Jobs.Result result =
        Jobs.in(directory).with("LC_ALL", "C").run("transaction-totals", "--input", "없는 것.csv");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--input 없는 것.csv: no such file").contains("여기 a b");
  }

  @Test
  void standardInputIsAnInput() {
    Jobs.Result result =
        Jobs.in(directory)
            .reading("transaction_type,amount\na,1\nb,2.25\na,2\n")
            .run("transaction-totals", "--input", "-", "--emit", "final");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEqualTo("(a, 3.0)\n(b, 2.25)\n");
  }

  /** The first files that a JVM opens are its own, which no job may read or write over. */
  @ParameterizedTest
  @ValueSource(strings = {"<&-", "<&- >&-", "<&- 2>&-", "<&- >&- 2>&-"})
  void aStandardInputThatIsClosedIsAMistake(String closed) {
    Jobs.Result result = inShell("\"$0\" word-count --input - " + closed);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    if (!closed.contains("2>&-")) {
      assertThat(result.err())
          .isEqualTo(
              "jobs word-count: --input -: standard input is closed; give it a file, --input - <"
                  + " FILE\nsee ./jobs word-count --help\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<&-", ">&-", "2>&-", "<&- >&-", ">&- 2>&-", "<&- >&- 2>&-"})
  void whatIsClosedIsNotNeededForAJobOfFiles(String closed) throws IOException {
    Jobs.Result result =
        inShell("\"$0\" transaction-totals --input small.csv --summary-json s.json " + closed);
    assertThat(result.exitCode()).isZero();
    assertThat(result.out().isEmpty()).isEqualTo((" " + closed).contains(" >&-"));
    assertThat(directory.resolve("s.json")).content().contains("\"read\":3", "\"emitted\":3");
    assertThat(Files.readString(directory.resolve("small.csv")))
        .isEqualTo("transaction_type,amount\npurchase,100\nrefund,30\npurchase,70\n");
  }

  private Jobs.Result inShell(String command) {
    return Jobs.in(directory, "bash", "-c", command, Jobs.packed().resolve("jobs").toString())
        .run();
  }

  @Test
  void aRowOfStandardInputIsAnotherRowInEveryRun() {
    Jobs jobs = Jobs.in(directory);
    for (int run = 1; run <= 2; run++) {
      Jobs.Result result =
          jobs.reading("transaction_type,amount\na,1\nb,x\n")
              .run("transaction-totals", "--input", "-", "--rejected", "files:rejected" + run);
      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(
              jobs.run(
                      "dead-letters",
                      "replay",
                      "--input",
                      "rejected" + run,
                      "--out",
                      "replayed",
                      "--no-header")
                  .err())
          .startsWith("replayed 1; replayed before 0;");
    }
  }

  @ParameterizedTest
  @CsvSource({"'', 0", "'transaction_type,amount\n', 0", "'transaction_type,amount\na,x\n', 1"})
  void itFailsWhereNoneOfTheRowsIsAcceptedNotWhereThereIsNone(String input, int exitCode) {
    Jobs.Result result =
        Jobs.in(directory)
            .reading(input)
            .run("transaction-totals", "--input", "-", "--on-malformed", "skip");
    assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
    assertThat(result.err()).contains(BALANCED);
    assertThat(result.err().lines().filter(line -> line.contains("no row of 1 was accepted; ")))
        .hasSize(exitCode);
  }

  @Test
  void allMistakesOfALineAreToldAtOnceWithoutAStackTrace() {
    Jobs.Result result =
        Jobs.in(directory)
            .run("transaction-totals", "--inptu", "x.csv", "--emit", "sometimes", "-p", "0");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("--inptu", "did you mean --input?", "--emit: 'sometimes'", "-p")
        .endsWith("see ./jobs transaction-totals --help\n")
        .doesNotContain("\tat ", "Exception");
  }

  @Test
  void anUnknownCommandIsAMistakeWithASuggestion() {
    Jobs.Result result = Jobs.in(directory).run("transaction-total");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("did you mean transaction-totals?");
  }

  @Test
  void aBadRowFailsTheJobIfItMayNotBeThere() throws IOException {
    Files.writeString(directory.resolve("bad.csv"), "transaction_type,amount\na,1\nb,1.2.3\nc,1\n");
    Jobs.Result result =
        Jobs.in(directory)
            .run("transaction-totals", "--input", "bad.csv", "--on-malformed", "fail");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("transaction-totals failed in ", "bad.csv:3", "'1.2.3'")
        .doesNotContain("\tat ", "Exception");
  }

  @Test
  void aReaderThatHasEnoughEndsItQuietly() throws IOException {
    Path many = manyRows(400_000);
    Jobs.Result result =
        Jobs.in(
                directory,
                "bash",
                "-c",
                "\"$0\" transaction-totals --input \"$1\" | head -n 1; exit ${PIPESTATUS[0]}",
                Jobs.packed().resolve("jobs").toString(),
                many.toString())
            .run();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEqualTo("(group 0, 1.0)\n");
    assertThat(result.err()).isEmpty();
  }

  private Path manyRows(int rows) throws IOException {
    StringBuilder text = new StringBuilder("transaction_type,amount\n");
    for (int i = 0; i < rows; i++) {
      text.append("group ").append(i % 10).append(",1\n");
    }
    return Files.writeString(directory.resolve("many.csv"), text);
  }

  @Test
  void aFullDiskBehindStandardOutputIsTold() {
    assumeTrue(Files.exists(Path.of("/dev/full")), "only Linux has a device that is always full");
    Jobs.Result result =
        Jobs.in(
                directory,
                "bash",
                "-c",
                "\"$0\" transaction-totals --input small.csv > /dev/full",
                Jobs.packed().resolve("jobs").toString())
            .run();
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("disk full: No space left on device; free some space")
        .doesNotContain("\tat ", "Exception");
  }

  @Test
  void aFullDiskBehindAnOutputDirectoryIsTold() throws IOException {
    Path full = Files.createDirectory(directory.resolve("full"));
    String[] mount = {"unshare", "-rm", "mount", "-t", "tmpfs", "-o", "size=64k", "none"};
    assumeTrue(
        Jobs.in(directory, mount).run(full.toString()).exitCode() == 0,
        "a file system of its own needs user namespaces");
    Path many = manyRows(400_000);
    Jobs.Result result =
        Jobs.in(
                directory,
                "unshare",
                "-rm",
                "bash",
                "-c",
                "mount -t tmpfs -o size=64k none full && exec \"$@\"",
                "-",
                Jobs.packed().resolve("jobs").toString())
            .run("transaction-totals", "--input", many.toString(), "--output", "files:full/out");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("transaction-totals failed in ", "disk full: No space left on device")
        .doesNotContain("\tat ", "Exception");
  }

  @Test
  void aHeapThatFillsUpIsTold() throws IOException {
    Path keys = directory.resolve("keys.csv");
    StringBuilder text = new StringBuilder("transaction_type,amount\n");
    // Of long keys, since the collector looks at all that a full heap holds, time and again.
    String group = "a group that has one row ".repeat(40);
    for (int i = 0; i < 150_000; i++) {
      text.append(group).append(i).append(",1\n");
    }
    Files.writeString(keys, text);
    Jobs.Result result =
        Jobs.in(directory)
            .run(
                "transaction-totals",
                "--heap",
                "128m",
                "--output",
                "discard",
                "--input",
                keys.toString());
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("out of memory: the heap holds ", "give it more, e.g. --heap 4g")
        .doesNotContain("\tat ");
  }

  @Test
  void aHeapTooSmallForFlinkIsAMistake() {
    Jobs.Result result = Jobs.in(directory).run("transaction-totals", "--heap", "32m");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo("jobs: --heap 32m is too small for Flink; give 128m or more\n");
  }

  @Test
  void aHeapLargerThanTheMachineIsAMistake() {
    assumeTrue(Files.exists(Path.of("/proc/meminfo")), "only Linux says there how much there is");
    Jobs.Result result = Jobs.in(directory).run("transaction-totals", "--heap", "9000000g");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("jobs: --heap 9000000g is more than the memory of this machine, ");
  }

  @Test
  void aHeapThatIsNoSizeIsAMistake() {
    Jobs.Result result = Jobs.in(directory).run("transaction-totals", "--heap", "plenty");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--heap: 'plenty' is not allowed");
  }

  @Test
  void nothingThatIsPrintedSteersTheTerminalAndFilesKeepIt() throws IOException {
    List<String> rows =
        List.of(
            "transaction_type,timestamp,amount",
            "a\u001b[2J\u009b,2024-05-11 10:00:00,9",
            "\"b\n\u202e\",2024-05-11 10:01:00,1",
            "a\u001b[2J\u009b,2024-05-11 10:00:01,2",
            "c,2024-05-11 10:01:00,\u001b]0;t\u0007");
    Files.write(directory.resolve("rows.csv"), rows);
    String[] job = {
      "window-averages", "--input", "rows.csv", "--key", "transaction_type", "-p", "1"
    };
    Jobs.Result printed =
        Jobs.in(directory)
            .run(with(job, "--print", "detail", "--alert-above", "5", "-Dmy\u001b.key=1"));
    assertThat(printed.out())
        .contains("  a\\u001b[2J\\u009b  [", "  b\\n\\u202e  [")
        .doesNotContainPattern("[\\p{Cc}&&[^\n]]");
    assertThat(printed.err())
        .contains("late a\\u001b[2J\\u009b ", "alert a\\u001b[2J\\u009b ", "'\\u001b]0;t\\u0007'")
        .doesNotContainPattern("[\\p{Cc}&&[^\n]]");

    Jobs.in(directory).run(with(job, "--output", "files:out"));
    assertThat(CommittedParts.asOne(directory.resolve("out")))
        .contains("a\u001b[2J\u009b,", "\"b\n\u202e\",");
  }

  private static String[] with(String[] words, String... more) {
    return Stream.of(words, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void aMessageIsOneLineWhateverTheFilesAreCalled() throws IOException {
    Files.writeString(directory.resolve("a\nb\u001b.csv"), "\"x\ny\u001b\"\n1\n");
    for (String[] line :
        List.of(
            new String[] {"--input", "a\nb\u001b.csv"},
            new String[] {"--input", ".", "--output", "no\nsuch\u009b"},
            new String[] {"no\nsuch\u009b"})) {
      Jobs.Result result = Jobs.in(directory).run(with(new String[] {"transaction-totals"}, line));
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err())
          .containsAnyOf("/a\\nb\\u001b.csv has no column", "no\\nsuch\\u009b")
          .doesNotContainPattern("[\\p{Cc}&&[^\n]]");
      assertThat(result.err().lines()).allMatch(text -> text.matches("(jobs|see) .*"));
    }
  }

  @Test
  void theLogIsForNobodyElseAndFollowsNoLink() throws IOException {
    Path state = directory.resolve("state");
    Path log = state.resolve("flink-jobs/flink-jobs.log");
    Path rotated = state.resolve("flink-jobs/flink-jobs.log.1");
    Path other = Files.writeString(directory.resolve("other"), "of somebody\n");
    Jobs jobs = Jobs.in(directory).with("XDG_STATE_HOME", state.toString());
    String[] job = {"transaction-totals", "--input", "small.csv", "--verbose"};

    assertThat(jobs.run(job).exitCode()).isZero();
    assertThat(permissions(state.resolve("flink-jobs"))).isEqualTo("rwx------");
    assertThat(permissions(log)).isEqualTo("rw-------");

    Files.delete(log);
    Files.createSymbolicLink(log, other);
    Files.createSymbolicLink(rotated, other);
    assertThat(jobs.run(job).exitCode()).isZero();
    assertThat(other).hasContent("of somebody\n");
    assertThat(Files.isSymbolicLink(log)).isFalse();
    assertThat(log).content().contains("MiniCluster");
    assertThat(rotated).doesNotExist();
  }

  @Test
  void inADirectoryForAllTheLogHasOneOfItsOwn() throws IOException {
    Path forAll = Files.createDirectory(directory.resolve("tmp"));
    Jobs homeless =
        Jobs.in(directory)
            .with("XDG_STATE_HOME", "/dev/null/none")
            .with("HOME", "")
            .with("TMPDIR", forAll.toString());
    String[] job = {"transaction-totals", "--input", "small.csv", "--verbose"};

    assertThat(homeless.run(job).exitCode()).isZero();
    Path own;
    try (Stream<Path> entries = Files.list(forAll)) {
      own =
          entries
              .filter(entry -> entry.toString().contains("flink-jobs-"))
              .findFirst()
              .orElseThrow();
    }
    assertThat(own.resolve("flink-jobs.log")).isRegularFile();
    assertThat(permissions(own)).isEqualTo("rwx------");

    Path theirs = Files.move(own, directory.resolve("theirs"));
    Files.createSymbolicLink(own, theirs);
    Jobs.Result refused = homeless.run(job);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualTo(
            "jobs: the log has no place: "
                + own
                + " is not a directory of yours; name another: TMPDIR=DIR ./jobs …\n");

    assumeTrue("root".equals(System.getProperty("user.name")), "only root gives files away");
    Files.delete(own);
    Files.createDirectory(own);
    Files.setOwner(
        own, own.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    assertThat(homeless.run(job).exitCode()).isEqualTo(2);
    assertThat(own).isEmptyDirectory();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
