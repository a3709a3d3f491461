package dev.flinkjobs.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.StdStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of an id that was there before, by {@code --distinct-by}. */
class DistinctRowsJobTest {
  @TempDir Path directory;

  private record Outcome(String out, String err) {}

  @Test
  void theFirstRowOfAnIdCountsAndTheLedgerHasTheOthers() throws IOException {
    Path input =
        file("in.csv", "id,transaction_type,amount", "1,a,10", "2,a,20", "1,a,99", "1,b,5");
    Outcome outcome = run(input, "--distinct-by", "id");
    assertThat(outcome.out).isEqualTo("(a, 10.0)\n(a, 30.0)\n");
    assertThat(outcome.err)
        .contains(
            """
              read                   4
              accepted               2
              rejected               0
              late                   0
              filtered               0
              duplicate              2
              emitted                2
              balanced: read = accepted + rejected + late + filtered + duplicate
            """);
  }

  @Test
  void withoutTheOptionAllRowsCount() throws IOException {
    Path input = file("in.csv", "id,transaction_type,amount", "1,a,10", "1,a,10");
    assertThat(run(input).out).isEqualTo("(a, 10.0)\n(a, 20.0)\n");
  }

  @Test
  void severalColumnsMakeAnIdWhateverElseIsMadeOfThem() throws IOException {
    Path input =
        file("in.csv", "line,transaction_type,amount", "1,a,10", "11,a,20", "1,a1,30", "1,a,40");
    Outcome outcome = run(input, "--distinct-by", "transaction_type,line");
    assertThat(outcome.out).isEqualTo("(a, 10.0)\n(a, 30.0)\n(a1, 30.0)\n");
  }

  @ParameterizedTest
  @CsvSource({"transaction_type, (a; 10.0), 2", "amount, (a; 10.0)|(a; 30.0), 1"})
  void aColumnThatIsReadAnywayIsAnIdToo(String column, String out, int duplicates)
      throws IOException {
    Path input = file("in.csv", "transaction_type,amount", "a,10", "a,20", "a,10");
    Outcome outcome = run(input, "--distinct-by", column);
    assertThat(outcome.out).isEqualTo(out.replace(';', ',').replace('|', '\n') + "\n");
    assertThat(outcome.err).contains("duplicate              " + duplicates + "\n");
  }

  @Test
  void idsAreTheSameByteForByteOnly() throws IOException {
    Path input =
        file(
            "in.csv",
            "id,transaction_type,amount",
            "1,a,1",
            "01,a,1",
            "1 ,a,1",
            "\"1\",a,1",
            "\"가\"\"\",a,1",
            "\"가\"\"\",a,1");
    assertThat(run(input, "--distinct-by", "id").err)
        .contains("accepted               4\n")
        .contains("duplicate              2\n");
  }

  @Test
  void aRowWhoseIdIsBlankIsRejectedAndABadRowIsNotTheFirst() throws IOException {
    Path input =
        file("in.csv", "id,transaction_type,amount", ",a,1", "  ,a,1", "7,a,x", "7,a,4", "7,a,5");
    Outcome outcome = run(input, "--distinct-by", "id");
    assertThat(outcome.out).isEqualTo("(a, 4.0)\n");
    assertThat(outcome.err)
        .contains(input + ":2: id is missing")
        .contains("rejected               3   missing value 2, not a number 1\n")
        .contains("duplicate              1\n");
  }

  @Test
  void jsonLinesHaveIdsToo() throws IOException {
    Path input =
        file(
            "in.jsonl",
            "{\"id\":\"1\",\"transaction_type\":\"a\",\"amount\":1}",
            "{\"amount\":2,\"transaction_type\":\"a\",\"id\":1}",
            "{\"id\":2,\"transaction_type\":\"a\",\"amount\":4}");
    assertThat(run(input, "--distinct-by", "id").out).isEqualTo("(a, 1.0)\n(a, 5.0)\n");
  }

  @Test
  void duplicatesGoToFilesAsDeadLettersWithTheirPlaceAndTheirId() throws IOException {
    Path input = file("in.csv", "id,transaction_type,amount", "1,a,10", "\"1\",b,2");
    String out = "files:" + directory.resolve("duplicates") + "?format=json";
    assertThat(run(input, "--distinct-by", "id", "--duplicate-rows", out).out)
        .isEqualTo("(a, 10.0)\n");
    assertThat(
            CommittedParts.asOne(directory.resolve("duplicates"))
                .replaceAll("\"id\":\"\\w+\"", "ID"))
        .isEqualTo(
            "{ID,\"file\":\""
                + input
                + "\",\"offset\":34,\"line\":3,\"column\":\"id\",\"value\":\"1\","
                + "\"reason\":\"duplicate\",\"raw\":\"\\\"1\\\",b,2\",\"encoding\":\"utf-8\"}\n");
  }

  @Test
  void duplicatesThatArePrintedSayWhereTheyAreAndAreTwentyAtMost() throws IOException {
    String[] rows = "1,7,a,10 1,7,a,10".concat(" 1,7,a,10".repeat(30)).split(" ", -1);
    Path input = file("in.csv", "id,line,transaction_type,amount", rows);
    String err = run(input, "--distinct-by", "id,line", "--duplicate-rows", "print").err;
    assertThat(err)
        .contains("duplicate " + input + ":3: id,line '1,7' was there before\n")
        .contains("… and 11 more; see them all with --duplicate-rows files:DIR\n")
        .contains("duplicate             31\n");
  }

  /** Each file has each id; and ids are of one file only, of the other, or of both. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "4"})
  void ofSeveralFilesOneRowOfEachIdCounts(String parallelism) throws IOException {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < 3000; row++) {
      rows.add(row + ",a,1");
      rows.add(row / 3 + ",a,1");
    }
    Path first = file("first.csv", "id,transaction_type,amount", rows.toArray(String[]::new));
    Path second = file("second.csv", "id,transaction_type,amount", rows.toArray(String[]::new));
    Path files = Path.of(first + "," + second);
    Outcome outcome = run(files, "--distinct-by", "id", "--emit", "final", "-p", parallelism);
    assertThat(outcome.out).isEqualTo("(a, 3000.0)\n");
    assertThat(outcome.err).contains("duplicate          9,000\n", "balanced");
  }

  /** As long as the last of many rows of each id differ, which is none of the first. */
  @ParameterizedTest
  @CsvSource({"1, hashmap", "2, hashmap", "4, hashmap", "1, rocksdb", "2, rocksdb", "4, rocksdb"})
  void ofOneFileTheFirstInTheFileCountsAtAnyParallelism(String parallelism, String backend)
      throws IOException {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < 20_000; row++) {
      rows.add(row % 5000 + ",t" + row % 7 + "," + (row < 5000 ? 1 : 1000));
    }
    Path input = file("in.csv", "id,transaction_type,amount", rows.toArray(String[]::new));
    Outcome outcome =
        run(
            input,
            "--distinct-by",
            "id",
            "-p",
            parallelism,
            "-Dstate.backend.type=" + backend,
            "--emit",
            "final");
    assertThat(outcome.out.lines())
        .containsExactlyInAnyOrder(
            "(t0, 715.0)",
            "(t1, 715.0)",
            "(t2, 714.0)",
            "(t3, 714.0)",
            "(t4, 714.0)",
            "(t5, 714.0)",
            "(t6, 714.0)");
  }

  @Test
  void aColumnThatIsNotThereIsNamed() throws IOException {
    Path input = file("in.csv", "transaction_type,amount", "a,1");
    assertThatThrownBy(() -> run(input, "--distinct-by", "transaction_id"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "--input "
                + input
                + " has no column 'transaction_id'; it has: 'transaction_type', 'amount'");
  }

  private Path file(String name, String header, String... rows) throws IOException {
    return Files.writeString(
        directory.resolve(name), header + "\n" + String.join("\n", rows) + "\n");
  }

  private static Outcome run(Path input, String... more) {
    List<String> args = new ArrayList<>(List.of("--input", input.toString()));
    args.addAll(List.of(more));
    try (StdStreams std = StdStreams.capture()) {
      TransactionTotalsJob.main(args.toArray(String[]::new));
      return new Outcome(std.out(), std.err());
    }
  }
}
