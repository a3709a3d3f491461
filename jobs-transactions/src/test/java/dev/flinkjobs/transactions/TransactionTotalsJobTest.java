package dev.flinkjobs.transactions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.record.RowId;
import dev.flinkjobs.run.JobFailedException;
import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.Outcome;
import dev.flinkjobs.testing.StdStreams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionTotalsJobTest {
  private static final Path REFERENCE =
      Path.of("..", "..", "shared", "data", "transactions-reference.csv");

  @TempDir Path directory;

  @Test
  void theExercisePrintsARunningTotalForEachRowInTheOrderOfTheRows() throws IOException {
    Path input = file("transaction_type,amount", "purchase,100", "refund,30", "purchase,70");
    assertThat(run("--input", input.toString()).out())
        .isEqualTo("(purchase, 100.0)\n(refund, 30.0)\n(purchase, 170.0)\n");
  }

  @Test
  void theReferenceFileHasTheTotalsOfTheExercise() throws IOException {
    assumeThat(REFERENCE).exists();
    assertThat(run("--input", REFERENCE.toString(), "--emit", "final").lines())
        .containsExactlyInAnyOrder(
            "(Deposit, 115957.66)",
            "(Payment, 106258.38)",
            "(Transfer, 101918.58)",
            "(Withdrawal, 212154.90)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "4"})
  void theOrderOfAGroupIsTheOrderOfItsRowsAtAnyParallelism(String parallelism) throws IOException {
    Path input = file("transaction_type,amount", manyRows(5000));
    List<String> lines = run("--input", input.toString(), "-p", parallelism).lines();
    for (String type : List.of("a", "b", "c")) {
      assertThat(lines.stream().filter(line -> line.startsWith("(" + type + ",")))
          .containsExactlyElementsOf(runningTotals(5000, type));
    }
  }

  @Test
  void filesCountInTheOrderGiven() throws IOException {
    Path second = file("transaction_type,amount", "a,2");
    Path first = file("amount,transaction_type", "1,a");
    assertThat(run("--input", first + "," + second, "-p", "1").out())
        .isEqualTo("(a, 1.0)\n(a, 3.0)\n");
  }

  @Test
  void severalColumnsMakeAGroup() throws IOException {
    Path input = file("transaction_type,amount,currency", "a,1,EUR", "a,2,USD", "a,3.25,EUR");
    assertThat(run("--input", input.toString(), "--group-by", "transaction_type,currency").out())
        .isEqualTo("(a, EUR, 1.0)\n(a, USD, 2.0)\n(a, EUR, 4.25)\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"final", "1s", "1h"})
  void withoutEveryTotalEachGroupEndsWithItsTotal(String emit) throws IOException {
    Path input = file("transaction_type,amount", "a,1", "b,2", "a,3");
    assertThat(run("--input", input.toString(), "--emit", emit).lines())
        .containsExactlyInAnyOrder("(a, 4.0)", "(b, 2.0)");
  }

  /** Of more rows than there are cached Longs, as a comparison by identity would show. */
  @Test
  void aTotalThatDoesNotChangeIsEmittedOnce() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        StdStreams std = StdStreams.capture()) {
      String input = "socket://127.0.0.1:" + server.getLocalPort() + "?reconnect=0";
      CompletableFuture<Void> job =
          CompletableFuture.runAsync(
              () -> TransactionTotalsJob.main(new String[] {"--input", input, "--emit", "10ms"}));
      try (Socket connection = server.accept()) {
        OutputStream rows = connection.getOutputStream();
        rows.write(("transaction_type,amount\n" + "a,1\n".repeat(300)).getBytes(UTF_8));
        await().until(() -> std.out().contains("(a, 300.0)"));
        rows.write("b,1\n".getBytes(UTF_8));
        await().until(() -> std.out().contains("(b, 1.0)"));
      }
      job.get(1, TimeUnit.MINUTES);
      assertThat(std.out().lines()).doesNotHaveDuplicates();
    }
  }

  @Test
  void totalsAreExactWhereDoublesAreNot() throws IOException {
    Path input =
        file("transaction_type,amount", "a,0.1", "a,0.2", "a,9223372036854775807.01", "a,-0.31");
    assertThat(run("--input", input.toString()).lines())
        .containsExactly(
            "(a, 0.1)", "(a, 0.3)", "(a, 9223372036854775807.31)", "(a, 9223372036854775807.00)");
  }

  @Test
  void csvFilesHaveAHeaderTheGroupTheTotalAndTheCount() throws IOException {
    Path input = file("transaction_type,amount", "\"a,b\",1", "\"a,b\",2.5");
    run("--input", input.toString(), "--output", "files:" + directory.resolve("out"), "-p", "1");
    assertThat(CommittedParts.asOne(directory.resolve("out")))
        .isEqualTo("transaction_type,total,count\n\"a,b\",1.0,1\n\"a,b\",3.5,2\n");
  }

  @Test
  void jsonFilesHaveNumbersAsNumbers() throws IOException {
    Path input = file("transaction_type,amount", "입금,1");
    String out = "files:" + directory.resolve("out") + "?format=json";
    run("--input", input.toString(), "--output", out, "-p", "1");
    assertThat(CommittedParts.asOne(directory.resolve("out")))
        .isEqualTo("{\"transaction_type\":\"입금\",\"total\":1.0,\"count\":1}\n");
  }

  @Test
  void aHeaderAloneIsADoneJobWithAHeadedFile() throws IOException {
    Path input = file("transaction_type,amount");
    run("--input", input.toString(), "--output", "files:" + directory.resolve("out"), "-p", "2");
    assertThat(CommittedParts.asOne(directory.resolve("out")))
        .isEqualTo("transaction_type,total,count\n");
  }

  @Test
  void compressedFilesAreReadAsTheTextOfAllTheirMembers() throws IOException {
    Path input = directory.resolve("in.csv.gz");
    Files.write(input, gzip("transaction_type,amount\na,1\n"));
    Files.write(input, gzip("b,2\n"), StandardOpenOption.APPEND);
    assertThat(run("--input", input.toString()).out()).isEqualTo("(a, 1.0)\n(b, 2.0)\n");
  }

  @Test
  void aCompressedFileThatIsNotWholeEndsTheJob() throws IOException {
    Path input = directory.resolve("in.csv.gz");
    byte[] first = gzip("transaction_type,amount\na,1\n");
    Files.write(input, first);
    Files.write(input, Arrays.copyOf(gzip("b,2\n"), 5), StandardOpenOption.APPEND);
    assertThatThrownBy(() -> run("--input", input.toString()))
        .isInstanceOfSatisfying(
            JobFailedException.class, failed -> assertThat(failed.exitCode()).isEqualTo(1))
        .hasMessageContaining(
            input + " is cut off at byte " + (first.length + 5) + ", in the header of a member");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return compressed.toByteArray();
  }

  @Test
  void theSummaryIsABalancedAccountOfEveryRow() throws IOException {
    Path input = file("transaction_type,amount", "a,1", "a,x", ",2", "b", "b,4");
    Outcome outcome = run("--input", input.toString());
    assertThat(outcome.summary())
        .contains("read:5,accepted:2,")
        .contains(
            "rejected:{total:3,byReason:{missing value:1,not a number:1,wrong column count:1}}")
        .contains("emitted:2,", "balanced:true");
    assertThat(outcome.err())
        .contains("balanced: read = accepted + rejected + late + filtered + duplicate");
  }

  @Test
  void theSummaryIsAlsoJson() throws IOException {
    Path input = file("transaction_type,amount", "a,1", "a,x");
    Path summary = directory.resolve("summary.json");
    run("--input", input.toString(), "--summary-json", summary.toString());
    assertThat(Files.readString(summary))
        .startsWith(
            "{\"status\":\"finished\",\"job\":\"transaction-totals\",\"read\":2,\"accepted\":1,"
                + "\"rejected\":{\"total\":1,\"byReason\":{\"not a number\":1}},"
                + "\"late\":0,\"filtered\":0,\"duplicate\":0,\"emitted\":1,\"elapsedMs\":")
        .endsWith("\"balanced\":true}\n");
  }

  @Test
  void rejectedRowsArePrintedWithWhereAndWhy() throws IOException {
    Path input = file("transaction_type,amount", "a,1", "a,\"12,5\"");
    assertThat(run("--input", input.toString()).err())
        .contains(input + ":3: amount '12,5' is not a number");
  }

  @Test
  void ofManyRejectedRowsTwentyArePrintedAndTheRestCounted() throws IOException {
    Path input = file("transaction_type,amount", ("a,1\n" + "a,x\n".repeat(50)).split("\n"));
    String err = run("--input", input.toString()).err();
    assertThat(err.lines().filter(line -> line.contains("is not a number"))).hasSize(20);
    assertThat(err).contains("… and 30 more; see them all with --rejected files:DIR");
  }

  @Test
  void rejectedRowsGoToFilesWithAllThatIsNeededToReplayThem() throws IOException {
    Path input = file("transaction_type,amount", "a,x", "b,1");
    run(
        "--input",
        input.toString(),
        "--rejected",
        "files:" + directory.resolve("bad") + "?format=json");
    byte[] row = "a,x".getBytes(StandardCharsets.UTF_8);
    String id = RowId.of(input.toString(), 24, row, 0, row.length);
    assertThat(CommittedParts.asOne(directory.resolve("bad")))
        .isEqualTo(
            String.format(
                "{\"id\":\"%s\",\"file\":\"%s\",\"offset\":24,\"line\":2,\"column\":\"amount\","
                    + "\"value\":\"x\",\"reason\":\"not a number\",\"raw\":\"a,x\",\"encoding\":\"utf-8\"}\n",
                id, input));
  }

  @Test
  void skippedRowsAreCountedAndNothingMore() throws IOException {
    Path input = file("transaction_type,amount", "a,1", "a,x");
    Outcome outcome = run("--input", input.toString(), "--on-malformed", "skip");
    assertThat(outcome.err()).contains("not a number 1").doesNotContain("is not a number");
  }

  @Test
  void onFailTheFirstBadRowEndsTheJobAndIsShown() throws IOException {
    Path input = file("transaction_type,amount", "a,1", "a,x");
    assertThatThrownBy(() -> run("--input", input.toString(), "--on-malformed", "fail"))
        .isInstanceOfSatisfying(
            JobFailedException.class, failed -> assertThat(failed.exitCode()).isEqualTo(1))
        .hasMessageContaining("1 of 2 rows rejected, allowed: 0")
        .hasMessageContaining(input + ":3: amount 'x' is not a number");
  }

  @Test
  void moreRejectedRowsThanAllowedEndTheJob() throws IOException {
    Path input = file("transaction_type,amount", "a,x", "a,y", "a,1");
    assertThatThrownBy(() -> run("--input", input.toString(), "--max-rejected", "1"))
        .hasMessageContaining("2 of 3 rows rejected, allowed: 1");
    assertThat(run("--input", input.toString(), "--max-rejected", "2").out())
        .isEqualTo("(a, 1.0)\n");
  }

  @Test
  void aShareOfRejectedRowsIsJudgedAtTheEndOfASmallInput() throws IOException {
    Path input = file("transaction_type,amount", "a,x", "a,1", "a,2");
    assertThatThrownBy(() -> run("--input", input.toString(), "--max-rejected", "33%"))
        .hasMessageContaining("1 of 3 rows rejected, allowed: 33%");
    assertThat(run("--input", input.toString(), "--max-rejected", "34%").lines()).hasSize(2);
  }

  @Test
  void aFailedJobHasASummaryToo() throws IOException {
    Path input = file("transaction_type,amount", "a,x");
    Path summary = directory.resolve("summary.json");
    assertThatThrownBy(
            () ->
                run(
                    "--input",
                    input.toString(),
                    "--on-malformed",
                    "fail",
                    "--summary-json",
                    summary.toString()))
        .isInstanceOf(JobFailedException.class);
    assertThat(Files.readString(summary))
        .contains("\"status\":\"failed\"")
        .contains("\"read\":1,\"accepted\":0,\"rejected\":{\"total\":1");
  }

  @Test
  void aFileInAnotherEncodingGetsAdvice() throws IOException {
    Path input = directory.resolve("cp949.csv");
    Files.writeString(
        input, "transaction_type,amount\n입금,1\n출금,2\na,3\n", Charset.forName("MS949"));
    assertThat(run("--input", input.toString()).err())
        .contains("bad encoding 2")
        .contains("the input looks like CP949: add `--encoding cp949`");
  }

  @Test
  void allFaultsOfACommandLineAreNamedTogether() throws IOException {
    Path input = file("transaction_type,amount", "a,1");
    Path taken = Files.createDirectory(directory.resolve("taken"));
    Files.createFile(taken.resolve("notes.txt"));
    assertThatThrownBy(
            () ->
                run(
                    "--input",
                    input.toString(),
                    "--inptu",
                    "x.csv",
                    "--emit",
                    "evry",
                    "--delimiter",
                    "ab",
                    "--output",
                    "flies:out",
                    "-p",
                    "200",
                    "-Dexecution.runtime-mode=BATCH",
                    "-Dexecution.checkpointing.interval=soon",
                    "--rejected",
                    "files:" + taken))
        .isInstanceOfSatisfying(
            UsageException.class,
            mistakes ->
                assertThat(mistakes.messages())
                    .hasSize(8)
                    .anySatisfy(m -> assertThat(m).startsWith("--parallelism 200: at most 128"))
                    .anySatisfy(m -> assertThat(m).contains("STREAMING mode only"))
                    .anySatisfy(m -> assertThat(m).contains("interval=soon: text does not start"))
                    .anySatisfy(m -> assertThat(m).contains("the directory is not empty"))
                    .anySatisfy(m -> assertThat(m).contains("did you mean --input?"))
                    .anySatisfy(m -> assertThat(m).contains("did you mean every?"))
                    .anySatisfy(m -> assertThat(m).startsWith("--delimiter: 'ab'"))
                    .anySatisfy(m -> assertThat(m).contains("did you mean files?")));
  }

  @Test
  void aMissingColumnIsNamedTogetherWithOtherFaults() throws IOException {
    Path input = file("transaction_type,amount", "a,1");
    assertThat(
            faults("--input", input.toString(), "--group-by", "nope", "--emit", "evry", "-p", "0"))
        .hasSize(3)
        .anySatisfy(m -> assertThat(m).contains("did you mean every?"))
        .anySatisfy(m -> assertThat(m).startsWith("-p: '0' is not allowed"))
        .anySatisfy(
            m ->
                assertThat(m)
                    .isEqualTo(
                        "--input "
                            + input
                            + " has no column 'nope'; it has: 'transaction_type', 'amount'"));
  }

  @Test
  void aStateBackendThatJobsAreNotTestedWithIsRefused() throws IOException {
    Path input = file("transaction_type,amount", "a,1");
    assertThatThrownBy(() -> run("--input", input.toString(), "-Dstate.backend.type=ForSt"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "-Dstate.backend.type=ForSt: jobs are not tested with it; take hashmap or rocksdb");
  }

  @Test
  void finalTotalsOfAnInputThatNeverEndsAreRefusedTogetherWithOtherFaults() throws IOException {
    file("transaction_type,amount", "a,1");
    assertThat(
            faults(
                "--input",
                "files:" + directory + "?watch=soon",
                "--emit",
                "final",
                "--output",
                "flies:out",
                "-Dexecution.checkpointing.interval=soon"))
        .hasSize(4)
        .anySatisfy(m -> assertThat(m).startsWith("--emit final: this input never ends"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--delimiter=ab",
        "--delimitr=;",
        "--sum=",
        "--group-by=,",
        "--groupby=type",
        "type.csv"
      })
  void aColumnIsNotMissedWhereAnotherFaultMayBeTheReason(String mistake) throws IOException {
    Path input = file("type;amount", "a;1");
    assertThat(faults("--input", input.toString(), mistake))
        .singleElement()
        .asString()
        .doesNotContain("has no column");
  }

  @Test
  void anInputThatIsNotThereIsNamedTogetherWithOtherFaults() {
    assertThat(faults("--input", directory + "/none.csv", "--emit", "evry")).hasSize(2);
    assertThat(faults("--input", "kafka://host/topic", "--emit", "evry")).hasSize(2);
    assertThat(faults("--output", "kafka://host/topic", "--emit", "evry")).hasSize(2);
  }

  private static List<String> faults(String... args) {
    UsageException mistakes =
        assertThrowsExactly(UsageException.class, () -> TransactionTotalsJob.main(args));
    return mistakes.messages();
  }

  @Test
  void whereRejectedRowsWouldGoIsCheckedAlsoIfTheyAreSkipped() throws IOException {
    Path input = file("transaction_type,amount", "a,1");
    assertThatThrownBy(
            () ->
                run(
                    "--input",
                    input.toString(),
                    "--on-malformed",
                    "skip",
                    "--rejected",
                    "flies:rejected"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--rejected flies:rejected: no output 'flies' is built in");
  }

  @Test
  void aPortThatIsTakenIsAMistake() throws IOException {
    Path input = file("transaction_type,amount", "a,1");
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = String.valueOf(taken.getLocalPort());
      assertThatThrownBy(() -> run("--input", input.toString(), "--web-ui", port))
          .isInstanceOf(UsageException.class)
          .hasMessage("--web-ui " + port + ": the port is taken or not allowed; give another");
    }
  }

  @Test
  void aMissingColumnIsNamedWithTheFileAndTheColumnsThatAreThere() throws IOException {
    Path input = file("type,amount", "a,1");
    assertThatThrownBy(() -> run("--input", input.toString()))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "--input " + input + " has no column 'transaction_type'; it has: 'type', 'amount'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "transaction_type,amount\n", "transaction_type,amount\n\n"})
  void inputWithoutARowHasNoTotalsAndIsNoFailure(String content) throws IOException {
    Path input = Files.writeString(directory.resolve("empty.csv"), content);
    Outcome outcome = run("--input", input.toString());
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("transaction-totals finished in");
    assertThat(outcome.summary()).contains("status:finished,", "read:0,", "balanced:true");
  }

  @Test
  void batchModeIsRefusedSinceItReordersTheRowsOfAGroup() throws IOException {
    Path input = file("transaction_type,amount", "a,1");
    assertThatThrownBy(() -> run("--input", input.toString(), "-Dexecution.runtime-mode=BATCH"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("STREAMING");
  }

  @Test
  void finalTotalsOfAnInputThatNeverEndsAreRefused() throws IOException {
    file("transaction_type,amount", "a,1");
    assertThatThrownBy(() -> run("--input", "files:" + directory + "?watch=1s", "--emit", "final"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--emit final: this input never ends");
  }

  @Test
  void aDirectoryThatIsNotEmptyIsNotWrittenTo() throws IOException {
    Path input = file("transaction_type,amount", "a,1");
    Path out = directory.resolve("out");
    run("--input", input.toString(), "--output", "files:" + out);
    assertThatThrownBy(() -> run("--input", input.toString(), "--output", "files:" + out))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("mode=append")
        .hasMessageContaining("mode=overwrite");
  }

  @Test
  void aSecondRunThatAppendsLeavesTheResultsOfTheFirst() throws IOException {
    String out = "files:" + directory.resolve("out") + "?mode=append&format=json";
    run("--input", file("transaction_type,amount", "a,1").toString(), "--output", out);
    run("--input", file("transaction_type,amount", "a,2").toString(), "--output", out);
    assertThat(CommittedParts.asOne(directory.resolve("out")).lines())
        .containsExactlyInAnyOrder(
            "{\"transaction_type\":\"a\",\"total\":1.0,\"count\":1}",
            "{\"transaction_type\":\"a\",\"total\":2.0,\"count\":1}");
  }

  @Test
  void inputOfWhichNoRowIsAcceptedIsAFailureThatSaysWhy() throws IOException {
    Path input = file("transaction_type,amount", "a,x", "b,", "c,y");
    Path summary = directory.resolve("summary.json");
    assertThatThrownBy(() -> run("--input", input.toString(), "--summary-json", summary.toString()))
        .isInstanceOf(JobFailedException.class)
        .hasMessage(
            "no row of 3 was accepted; most frequent: 2 rejected, not a number; numbers are written"
                + " as 1234.5; check --sum amount, --delimiter ,");
    assertThat(Files.readString(summary)).contains("\"status\":\"failed\"");
    assertThatThrownBy(() -> run("--input", input.toString(), "--on-malformed", "skip"))
        .isInstanceOf(JobFailedException.class);
  }

  @Test
  void theDirectoryThatIsReadIsNotWrittenTo() throws IOException {
    Path input = file("transaction_type,amount", "a,1");
    Path out = directory.resolve("out");
    run("--input", input.toString(), "--output", "files:" + out);
    assertThatThrownBy(
            () ->
                run(
                    "--input",
                    out + "/*.csv",
                    "--sum",
                    "total",
                    "--output",
                    "files:" + out + "?mode=overwrite"))
        .isInstanceOf(UsageException.class)
        .hasMessage("--output: --input reads from this directory; choose another");
    assertThat(out.resolve("part-0-0.csv")).isNotEmptyFile();
  }

  @Test
  void dryRunShowsTheOperatorsAndTheirUidsAndRunsNothing() throws IOException {
    Path input = file("transaction_type,amount", "a,1");
    assertThat(run("--input", input.toString(), "--dry-run").lines())
        .contains(
            "  running-totals         running totals               1            running-totals-local (FORWARD)")
        .doesNotContain("(a, 1.0)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--dry-run", "--explain"})
  void whatRunsNothingMakesNoDirectory(String option) throws IOException {
    Path input = file("transaction_type,amount", "a,1");
    Path out = directory.resolve("out");
    Path state = directory.resolve("state");
    run("--input", input + "", "--output", "files:" + out, "--state-dir", state + "", option);
    assertThat(out).doesNotExist();
    assertThat(state).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "mermaid", "svg"})
  void explainShowsThePlanAndRunsNothing(String format) throws IOException {
    Path input = file("transaction_type,amount", "a,1");
    assertThat(run("--input", input.toString(), "--explain=" + format).out())
        .contains("running totals")
        .doesNotContain("(a, 1.0)");
  }

  private int files;

  private Path file(String header, String... rows) throws IOException {
    return Files.write(
        directory.resolve("in-" + files++ + ".csv"),
        Stream.concat(Stream.of(header), Stream.of(rows)).toList());
  }

  private static String type(int row) {
    return List.of("a", "b", "c").get(row % 3);
  }

  private static String[] manyRows(int rows) {
    return IntStream.range(0, rows).mapToObj(i -> type(i) + "," + i).toArray(String[]::new);
  }

  private static List<String> runningTotals(int rows, String type) {
    List<String> totals = new ArrayList<>();
    long total = 0;
    for (int i = 0; i < rows; i++) {
      if (type(i).equals(type)) {
        total += i;
        totals.add("(" + type + ", " + total + ".0)");
      }
    }
    return totals;
  }

  private static Outcome run(String... args) {
    return Outcome.of(TransactionTotalsJob::main, args);
  }
}
