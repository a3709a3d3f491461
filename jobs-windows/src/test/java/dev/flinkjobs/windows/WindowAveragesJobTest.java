package dev.flinkjobs.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.run.JobFailedException;
import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.Outcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowAveragesJobTest {
  private static final String HEADER = "transaction_id,timestamp,amount";
  private static final Path REFERENCE =
      Path.of("..", "..", "shared", "data", "transactions-reference.csv");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "4"})
  void theExercisePrintsTheAveragesOfItsTwoWindows(String parallelism) throws IOException {
    assertThat(run("--input", theExercise(), "-p", parallelism).lines())
        .containsExactly("Tumbling Window Avg> 150.0", "Tumbling Window Avg> 300.0");
  }

  @Test
  void inDetailTheKeyAndTheWindowAreShownToo() throws IOException {
    assertThat(run("--input", theExercise(), "--print", "detail").lines())
        .containsExactly(
            "Tumbling Window Avg> 150.0  tx1  [2024-05-11T10:00:00Z, 2024-05-11T10:00:05Z)",
            "Tumbling Window Avg> 300.0  tx1  [2024-05-11T10:00:05Z, 2024-05-11T10:00:10Z)");
  }

  @Test
  void slidingWindowsOverlap() throws IOException {
    assertThat(
            run("--input", theExercise(), "--window", "sliding:10s/5s", "--print", "detail")
                .lines())
        .containsExactly(
            "Sliding Window Avg> 150.0  tx1  [2024-05-11T09:59:55Z, 2024-05-11T10:00:05Z)",
            "Sliding Window Avg> 200.0  tx1  [2024-05-11T10:00:00Z, 2024-05-11T10:00:10Z)",
            "Sliding Window Avg> 300.0  tx1  [2024-05-11T10:00:05Z, 2024-05-11T10:00:15Z)");
  }

  @Test
  void aSessionEndsWhenItsKeyHasBeenSilentForTheGap() throws IOException {
    String input = rows("a,10:00:00,1", "b,10:00:30,4", "a,10:00:50,2", "a,10:02:00,6");
    assertThat(run("--input", input, "--window", "session:1m", "--print", "detail").lines())
        .containsExactlyInAnyOrder(
            "Session Window Avg> 1.5  a  [2024-05-11T10:00:00Z, 2024-05-11T10:01:50Z)",
            "Session Window Avg> 4.0  b  [2024-05-11T10:00:30Z, 2024-05-11T10:01:30Z)",
            "Session Window Avg> 6.0  a  [2024-05-11T10:02:00Z, 2024-05-11T10:03:00Z)");
  }

  @ParameterizedTest
  @CsvSource({
    "average, Avg> 0.333333",
    "sum, Sum> 1.00",
    "count, Count> 3",
    "min, Min> -0.50",
    "max, Max> 1.0"
  })
  void theAggregateIsChosen(String aggregate, String shown) throws IOException {
    String input = rows("a,10:00:00,0.50", "a,10:00:01,-0.50", "a,10:00:02,1");
    assertThat(run("--input", input, "--aggregate", aggregate).lines())
        .containsExactly("Tumbling Window " + shown);
  }

  @Test
  void averagesAreRoundedOnceHalfUp() throws IOException {
    String input =
        rows("a,10:00:00,0.000001", "a,10:00:01,0", "b,10:00:02,-0.000001", "b,10:00:03,0");
    assertThat(run("--input", input).lines())
        .containsExactlyInAnyOrder(
            "Tumbling Window Avg> 0.000001", "Tumbling Window Avg> -0.000001");
  }

  @Test
  void csvFilesHaveTheKeyTheWindowAndWhatTheAverageIsMadeOf() throws IOException {
    Path out = directory.resolve("out");
    run("--input", theExercise(), "--output", "files:" + out, "-p", "1", "--zone", "Asia/Seoul");
    assertThat(CommittedParts.asOne(out))
        .isEqualTo(
            """
            transaction_id,window_start,window_end,average,sum,count,revision
            tx1,2024-05-11T10:00:00+09:00,2024-05-11T10:00:05+09:00,150.0,300.0,2,1
            tx1,2024-05-11T10:00:05+09:00,2024-05-11T10:00:10+09:00,300.0,300.0,1,1
            """);
  }

  @Test
  void jsonFilesHaveNumbersAsNumbers() throws IOException {
    Path out = directory.resolve("out");
    run("--input", theExercise(), "--output", "files:" + out + "?format=json", "-p", "1");
    assertThat(CommittedParts.asOne(out))
        .startsWith(
            "{\"transaction_id\":\"tx1\",\"window_start\":\"2024-05-11T10:00:00Z\","
                + "\"window_end\":\"2024-05-11T10:00:05Z\",\"average\":150.0,\"sum\":300.0,"
                + "\"count\":2,\"revision\":1}");
  }

  @Test
  void aRowWithinTheDelayIsNotLate() throws IOException {
    String input = rows("a,10:00:04,1", "a,10:00:05,5", "a,10:00:04,3");
    Outcome outcome = run("--input", input);
    assertThat(outcome.lines())
        .containsExactly("Tumbling Window Avg> 2.0", "Tumbling Window Avg> 5.0");
    assertThat(outcome.summary()).contains("late:0,filtered:");
  }

  @Test
  void aRowThatComesAfterItsWindowGoesToTheLateOutputAndIsInTheLedger() throws IOException {
    String input = rows("a,10:00:00,1", "a,10:00:06,5", "a,10:00:04,300");
    Outcome outcome = run("--input", input);
    assertThat(outcome.lines())
        .containsExactly("Tumbling Window Avg> 1.0", "Tumbling Window Avg> 5.0");
    assertThat(outcome.err())
        .contains(
            "late a 2024-05-11T10:00:04Z 300: missed [2024-05-11T10:00:00Z, 2024-05-11T10:00:05Z)");
    assertThat(outcome.summary())
        .contains("accepted:2,", "late:1,missedWindows:1,", "balanced:true");
  }

  /** Whatever is decided by windows comes behind it. */
  @Test
  void aLateRowIsTheFirstOfItsIdIfNoneWasThereBefore() throws IOException {
    String input = rows("a,10:00:00,1", "a,10:00:06,5", "a,10:00:04,300", "a,10:00:07,300");
    Outcome outcome = run("--input", input, "--distinct-by", "amount");
    assertThat(outcome.lines())
        .containsExactly("Tumbling Window Avg> 1.0", "Tumbling Window Avg> 5.0");
    assertThat(outcome.summary())
        .contains("accepted:2,", "late:1,", "duplicate:1,", "balanced:true");
  }

  @Test
  void anIdIsRememberedForADurationOfEventTime() throws IOException {
    String input = rows("a,10:00:00,1", "a,10:00:03,1", "a,10:01:00,1", "a,10:01:59,1");
    Outcome outcome = run("--input", input, "--distinct-by", "amount", "--distinct-for", "1m");
    assertThat(outcome.summary()).contains("accepted:2,", "duplicate:2,", "balanced:true");
  }

  @Test
  void aColumnThatHasNoTimesIsNamedWithItsOption() throws IOException {
    String input = rows("a,10:00:00,1", "a,10:00:06,5");
    assertThatThrownBy(
            () -> run("--input", input, "--key", "timestamp", "--time", "transaction_id"))
        .isInstanceOf(JobFailedException.class)
        .hasMessageStartingWith("no row of 2 was accepted; most frequent: 2 rejected, not a timest")
        .hasMessageEndingWith("; check --time transaction_id, --time-format auto");
    assertThatThrownBy(() -> run("--input", input, "--now", "2020-01-01T00:00:00Z"))
        .isInstanceOf(JobFailedException.class)
        .hasMessageEndingWith(
            "2 rejected, too far in the future; check --time timestamp, --zone UTC,"
                + " --max-future 1d");
  }

  @Test
  void ofManyLateRowsTwentyArePrintedAndTheRestCounted() throws IOException {
    String[] rows = new String[32];
    Arrays.fill(rows, "a,10:00:00,1");
    rows[1] = "b,10:01:00,1";
    String err = run("--input", rows(rows)).err();
    assertThat(err.lines().filter(line -> line.startsWith("late a "))).hasSize(20);
    assertThat(err).contains("… and 10 more; see them all with --late files:DIR");
  }

  @Test
  void aRowThatIsLateForSomePanesIsCountedInTheOthers() throws IOException {
    String input = rows("a,10:00:00,1", "a,10:00:06,5", "a,10:00:04,3");
    Path late = directory.resolve("late");
    Outcome outcome =
        run("--input", input, "--window", "sliding:10s/5s", "--late", "files:" + late, "-p", "1");
    assertThat(outcome.lines())
        .containsExactly(
            "Sliding Window Avg> 1.0", "Sliding Window Avg> 3.0", "Sliding Window Avg> 5.0");
    assertThat(CommittedParts.asOne(late))
        .isEqualTo(
            "transaction_id,timestamp,amount,missed_windows,counted\n"
                + "a,2024-05-11T10:00:04Z,3,\"[2024-05-11T09:59:55Z, 2024-05-11T10:00:05Z)\","
                + "elsewhere\n");
    assertThat(outcome.summary()).contains("accepted:3,", "late:0,missedWindows:1,");
  }

  @Test
  void withinTheAllowedLatenessAWindowIsRevised() throws IOException {
    String input = rows("a,10:00:00,1", "a,10:00:06,5", "a,10:00:04,3", "a,10:00:20,7");
    assertThat(
            run("--input", input, "--allowed-lateness", "10s", "--print", "detail", "--zone", "UTC")
                .lines())
        .containsExactly(
            "Tumbling Window Avg> 1.0  a  [2024-05-11T10:00:00Z, 2024-05-11T10:00:05Z)",
            "Tumbling Window Avg> 2.0  a  [2024-05-11T10:00:00Z, 2024-05-11T10:00:05Z)  revision 2",
            "Tumbling Window Avg> 5.0  a  [2024-05-11T10:00:05Z, 2024-05-11T10:00:10Z)",
            "Tumbling Window Avg> 7.0  a  [2024-05-11T10:00:20Z, 2024-05-11T10:00:25Z)");
  }

  @Test
  void aSessionThatALateRowMakesLongerIsItsNextRevision() throws IOException {
    String input =
        rows("a,10:00:00,1", "b,10:02:00,9", "a,10:00:30,3", "b,10:10:00,9", "a,10:00:00,7");
    Outcome outcome =
        run(
            "--input",
            input,
            "--window",
            "session:1m",
            "--allowed-lateness",
            "2m",
            "--print",
            "detail");
    assertThat(outcome.lines())
        .filteredOn(line -> line.contains("  a  "))
        .containsExactly(
            "Session Window Avg> 1.0  a  [2024-05-11T10:00:00Z, 2024-05-11T10:01:00Z)",
            "Session Window Avg> 2.0  a  [2024-05-11T10:00:00Z, 2024-05-11T10:01:30Z)  revision 2");
    assertThat(outcome.err()).contains("late a 2024-05-11T10:00:00Z 7: missed its session");
    assertThat(outcome.summary()).contains("late:1,missedWindows:1,", "balanced:true");
  }

  @Test
  void aTimeTooFarAheadIsRejectedAndDoesNotMakeOthersLate() throws IOException {
    String input = rows("a,10:00:00,1", "a,23:00:00,5", "a,10:00:01,3");
    Outcome outcome = run("--input", input, "--now", "2024-05-11T10:00:00Z", "--max-future", "12h");
    assertThat(outcome.lines()).containsExactly("Tumbling Window Avg> 2.0");
    assertThat(outcome.err())
        .contains(":3: timestamp '2024-05-11 23:00:00' is too far in the future")
        .contains("too far in the future 1");
    assertThat(run("--input", input, "--max-future", "off", "--late", "discard").lines())
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2024-03-31, 1 01:00+01:00 03:00+02:00, 3 03:00+02:00 04:00+02:00",
    "Europe/Berlin, 2024-10-27, 2 02:00+02:00 02:00+01:00, 1 03:00+01:00 04:00+01:00",
    "America/New_York, 2024-03-10, 1 01:00-05:00 03:00-04:00, 3 03:00-04:00 04:00-04:00",
    "America/New_York, 2024-11-03, 1 01:00-04:00 01:00-05:00, 2 02:00-05:00 03:00-05:00",
  })
  void whereClocksAreChangedAnHourIsStillAnHour(
      String zone, String day, String first, String second) throws IOException {
    Path input = directory.resolve("in.csv");
    Files.write(
        input,
        List.of(
            HEADER, row(day, "01:30"), row(day, "02:30"), row(day, "02:45"), row(day, "03:30")));
    Outcome outcome =
        run(
            "--input", input.toString(),
            "--zone", zone,
            "--window", "tumbling:1h",
            "--aggregate", "count",
            "--print", "detail");
    assertThat(outcome.lines()).contains(window(day, first), window(day, second));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void aDayIsThatOfTheZone(String parallelism) throws IOException {
    Path input = directory.resolve("in.csv");
    Files.write(
        input,
        List.of(
            HEADER,
            row("2024-10-26", "23:59"),
            row("2024-10-27", "00:00"),
            row("2024-10-27", "02:30"),
            row("2024-10-27", "23:59"),
            row("2024-10-28", "00:00")));
    String[] args = {
      "--input",
      input.toString(),
      "--zone",
      "Europe/Berlin",
      "--aggregate",
      "count",
      "--print",
      "detail",
      "-p",
      parallelism,
      "--window"
    };
    assertThat(lines(args, "tumbling:1d"))
        .containsExactlyInAnyOrder(
            "Tumbling Window Count> 1  a  [2024-10-26T00:00:00+02:00, 2024-10-27T00:00:00+02:00)",
            "Tumbling Window Count> 3  a  [2024-10-27T00:00:00+02:00, 2024-10-28T00:00:00+01:00)",
            "Tumbling Window Count> 1  a  [2024-10-28T00:00:00+01:00, 2024-10-29T00:00:00+01:00)");
    assertThat(lines(args, "tumbling:1w"))
        .containsExactlyInAnyOrder(
            "Tumbling Window Count> 4  a  [2024-10-21T00:00:00+02:00, 2024-10-28T00:00:00+01:00)",
            "Tumbling Window Count> 1  a  [2024-10-28T00:00:00+01:00, 2024-11-04T00:00:00+01:00)");
    assertThat(lines(args, "tumbling:1mo"))
        .containsExactly(
            "Tumbling Window Count> 5  a  [2024-10-01T00:00:00+02:00, 2024-11-01T00:00:00+01:00)");
    assertThat(lines(args, "tumbling:24h"))
        .contains(
            "Tumbling Window Count> 3  a  [2024-10-27T02:00:00+02:00, 2024-10-28T01:00:00+01:00)");
  }

  private static List<String> lines(String[] args, String window) {
    return run(Stream.concat(Stream.of(args), Stream.of(window)).toArray(String[]::new)).lines();
  }

  private static String row(String day, String time) {
    return "a," + day + " " + time + ":00,1";
  }

  /** Of a text such as {@code 2 02:00+02:00 03:00+02:00}. */
  private static String window(String day, String countAndBounds) {
    String[] parts = countAndBounds.split(" ", -1);
    return "Tumbling Window Count> %s  a  [%sT%s, %sT%s)"
        .formatted(
            parts[0],
            day,
            parts[1].replaceFirst("(?=[+-])", ":00"),
            day,
            parts[2].replaceFirst("(?=[+-])", ":00"));
  }

  @Test
  void resultsBeyondAThresholdAreAlerts() throws IOException {
    Path alerts = directory.resolve("alerts");
    String[] args = {"--input", theExercise(), "--alert-above", "200", "--alert-below", "150"};
    assertThat(run(args).err())
        .containsOnlyOnce("alert ")
        .contains(
            "alert tx1 [2024-05-11T10:00:05Z, 2024-05-11T10:00:10Z): average 300.0 above 200\n");
    run(
        Stream.concat(Stream.of(args), Stream.of("--alerts", "files:" + alerts, "-p", "1"))
            .toArray(String[]::new));
    assertThat(CommittedParts.asOne(alerts))
        .isEqualTo(
            """
            transaction_id,window_start,window_end,average,sum,count,revision,threshold,side
            tx1,2024-05-11T10:00:05Z,2024-05-11T10:00:10Z,300.0,300.0,1,1,200,above
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "4"})
  void ofSeveralFilesWhoseTimesOverlapNoRowIsLateInAnyOrder(String parallelism) throws IOException {
    int files = 5;
    List<String> inputs = new ArrayList<>();
    for (int file = 0; file < files; file++) {
      int shift = file * 400;
      inputs.add(
          rows(
              IntStream.range(0, 2000)
                  .mapToObj(row -> "k" + row % 3 + "," + time(shift + row) + ",1")
                  .toArray(String[]::new)));
    }
    Collections.shuffle(inputs, new Random(1));
    Path out = directory.resolve("out");
    Outcome outcome =
        run(
            "--input",
            String.join(",", inputs),
            "--aggregate",
            "count",
            "--window",
            "tumbling:1m",
            "--output",
            "files:" + out,
            "-p",
            parallelism);
    assertThat(outcome.summary()).contains("accepted:10000,", "late:0,filtered:");
    Map<String, Integer> expected = new TreeMap<>();
    for (int file = 0; file < files; file++) {
      for (int row = 0; row < 2000; row++) {
        int minute = (file * 400 + row) / 60;
        expected.merge("k" + row % 3 + "," + DAY.plusMinutes(minute) + ":00Z", 1, Integer::sum);
      }
    }
    Map<String, Integer> counts = new TreeMap<>();
    for (String line : CommittedParts.lines(out)) {
      String[] columns = line.split(",", -1);
      assertThat(counts.put(columns[0] + "," + columns[1], Integer.parseInt(columns[3])))
          .as("emitted once: %s", line)
          .isNull();
    }
    assertThat(counts).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "tumbling:5s, 1", "tumbling:5s, 2", "tumbling:5s, 4",
    "session:3s, 1", "session:3s, 2", "session:3s, 4"
  })
  void everyRowIsInAWindowOrLateOrRejected(String windows, String parallelism) throws IOException {
    long seed = 7;
    Random random = new Random(seed);
    int rows = 20_000;
    String input =
        rows(
            IntStream.range(0, rows)
                .mapToObj(
                    row ->
                        "k"
                            + random.nextInt(20)
                            + ","
                            + time(row / 50 + random.nextInt(8))
                            + ","
                            + (random.nextInt(50) == 0 ? "bad" : "1"))
                .toArray(String[]::new));
    Path out = directory.resolve("out");
    Path late = directory.resolve("late");
    Path summary = directory.resolve("summary.json");
    run(
        "--input",
        input,
        "--window",
        windows,
        "--output",
        "files:" + out,
        "--late",
        "files:" + late,
        "--rejected",
        "discard",
        "--summary-json",
        summary.toString(),
        "-p",
        parallelism);
    long counted =
        CommittedParts.lines(out).stream()
            .mapToLong(line -> Long.parseLong(line.split(",", -1)[5]))
            .sum();
    JsonNode ledger = new ObjectMapper().readTree(summary.toFile());
    long rejected = ledger.at("/rejected/total").asLong();
    List<String> lateRows = CommittedParts.lines(late);
    if (parallelism.equals("1")) {
      // Others may have read all before the readers that get no file are done, for whom time waits.
      assertThat(lateRows).as("late rows, seed %s", seed).isNotEmpty();
    }
    assertThat(counted + lateRows.size() + rejected).as("seed %s", seed).isEqualTo(rows);
    assertThat(ledger.get("accepted").asLong()).isEqualTo(counted);
    assertThat(ledger.get("late").asLong()).isEqualTo(CommittedParts.lines(late).size());
    assertThat(ledger.get("balanced").asBoolean()).isTrue();
  }

  @Test
  void theReferenceFileHasTheAveragesOfAnIndependentComputation() throws IOException {
    assumeThat(REFERENCE).exists();
    Path out = directory.resolve("out");
    Outcome outcome =
        run(
            "--input",
            REFERENCE.toString(),
            "--key",
            "transaction_type",
            "--window",
            "tumbling:1h",
            "--output",
            "files:" + out);
    assertThat(outcome.summary()).contains("accepted:100,", "balanced:true");
    List<String> header = List.of(Files.readAllLines(REFERENCE).get(0).split(",", -1));
    Map<String, List<BigDecimal>> values = new TreeMap<>();
    for (String line : Files.readAllLines(REFERENCE).stream().skip(1).toList()) {
      String[] columns = line.split(",", -1);
      LocalDateTime hour =
          LocalDateTime.parse(
                  columns[header.indexOf("timestamp")],
                  DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"))
              .truncatedTo(ChronoUnit.HOURS);
      values
          .computeIfAbsent(
              columns[header.indexOf("transaction_type")]
                  + ","
                  + hour.atOffset(ZoneOffset.UTC).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME),
              key -> new ArrayList<>())
          .add(new BigDecimal(columns[header.indexOf("amount")]));
    }
    Map<String, BigDecimal> expected = new TreeMap<>();
    values.forEach(
        (key, all) ->
            expected.put(
                key,
                all.stream()
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .divide(BigDecimal.valueOf(all.size()), 6, RoundingMode.HALF_UP)));
    Map<String, BigDecimal> found =
        CommittedParts.lines(out).stream()
            .map(line -> line.split(",", -1))
            .collect(
                Collectors.toMap(
                    columns -> columns[0] + "," + columns[1],
                    columns -> new BigDecimal(columns[3]).setScale(6),
                    (a, b) -> a,
                    TreeMap::new));
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void allFaultsOfACommandLineAreNamedTogether() throws IOException {
    assertThat(
            faults(
                "--input",
                theExercise(),
                "--window",
                "tumblin:5s",
                "--value",
                "nope",
                "--zone",
                "Asia/Soul",
                "--alerts",
                "files:alerts",
                "--late",
                "flies:late"))
        .hasSize(5)
        .anySatisfy(m -> assertThat(m).contains("did you mean tumbling:5s?"))
        .anySatisfy(m -> assertThat(m).contains("has no column 'nope'"))
        .anySatisfy(m -> assertThat(m).contains("did you mean Asia/Seoul?"))
        .anySatisfy(m -> assertThat(m).contains("needs a threshold, e.g. --alert-above 1000"))
        .anySatisfy(m -> assertThat(m).contains("did you mean files?"));
  }

  private static final LocalDateTime DAY = LocalDateTime.of(2024, 5, 11, 10, 0);

  private static String time(int second) {
    return DAY.plusSeconds(second).format(DateTimeFormatter.ofPattern("HH:mm:ss"));
  }

  private String theExercise() throws IOException {
    return rows("tx1,10:00:00,100", "tx1,10:00:03,200", "tx1,10:00:06,300");
  }

  private int files;

  /** A file of rows of one day: {@code a,10:00:00,1}. */
  private String rows(String... rows) throws IOException {
    Path file = directory.resolve("in-" + files++ + ".csv");
    Files.write(
        file,
        Stream.concat(
                Stream.of(HEADER),
                Arrays.stream(rows).map(row -> row.replaceFirst(",", ",2024-05-11 ")))
            .toList());
    return file.toString();
  }

  private static List<String> faults(String... args) {
    UsageException mistakes =
        assertThrowsExactly(UsageException.class, () -> WindowAveragesJob.main(args));
    return mistakes.messages();
  }

  private static Outcome run(String... args) {
    return Outcome.of(WindowAveragesJob::main, args);
  }
}
