package dev.flinkjobs.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flinkjobs.options.OptionsDocs;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.run.JobFailedException;
import dev.flinkjobs.testing.KafkaBroker;
import dev.flinkjobs.testing.OptionsContract;
import dev.flinkjobs.testing.StdStreams;
import dev.flinkjobs.testing.TestsOption;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands, on letters as jobs write them. */
class DeadLettersTest {
  private static final String NUMBER =
      "{\"id\":\"in.csv@9\",\"file\":\"in.csv\",\"offset\":9,\"line\":2,\"column\":\"amount\","
          + "\"value\":\"1,5\",\"reason\":\"not a number\",\"raw\":\"a,\\\"1,5\\\"\",\"encoding\":\"utf-8\"}";
  private static final String QUOTE =
      "{\"id\":\"in.csv@20\",\"file\":\"in.csv\",\"offset\":20,\"line\":3,\"column\":null,"
          + "\"value\":null,\"reason\":\"bad quote\",\"raw\":\"b\\\"\\\"c,1\",\"encoding\":\"utf-8\"}";

  @RegisterExtension private static final KafkaBroker BROKER = new KafkaBroker();

  @TempDir private Path directory;

  @Test
  void everyOptionIsTested() {
    ReplayDeadLettersOptions all = new ReplayDeadLettersOptions();
    Set<String> names = new TreeSet<>(OptionsDocs.names(all, DeadLettersOptions.class));
    names.addAll(OptionsDocs.names(all, ReplayDeadLettersOptions.class));
    OptionsContract.everyOptionIsTested(names, DeadLettersTest.class);
  }

  @Test
  void aLineForEachSaysWhatIsWrong() throws IOException {
    assertThat(printed(ListDeadLetters::main, "--input", rejected(NUMBER, QUOTE)))
        .containsExactly(
            "in.csv@9  in.csv:2  not a number  amount='1,5'",
            "in.csv@20  in.csv:3  bad quote  b\"\"c,1");
  }

  @Test
  void noneBreaksItsLineOrSteersATerminal() throws IOException {
    String letter =
        NUMBER
            .replace("1,5\",\"reason", "1\\n\\u001b[2J\u009b\",\"reason")
            .replace("\"file\":\"in.csv", "\"file\":\"\\u001b\u202e.csv");
    String input = rejected(letter);
    assertThat(printed(ListDeadLetters::main, "--input", input))
        .containsExactly(
            "in.csv@9  \\u001b\\u202e.csv:2  not a number  amount='1\\n\\u001b[2J\\u009b'");
    assertThat(printed(CountDeadLetters::main, "--input", input))
        .last()
        .asString()
        .endsWith("\\u001b\\u202e.csv");
    assertThat(printed(ShowDeadLetters::main, "--input", input))
        .singleElement()
        .asString()
        .contains("\"value\":\"1\\n\\u001B[2J\\u009b\"", "\"file\":\"\\u001B\\u202e.csv\"");
  }

  @Test
  void theyAreCountedByReasonAndSource() throws IOException {
    assertThat(printed(CountDeadLetters::main, "--input", rejected(NUMBER, QUOTE)))
        .containsExactly(
            "dead letters        2  ",
            "by reason           1  bad quote",
            "                    1  not a number",
            "by source           2  in.csv");
  }

  @Test
  @TestsOption({"--id", "--reason"})
  void someAreChosenByIdAndReason() throws IOException {
    String input = rejected(NUMBER, QUOTE);
    assertThat(printed(ListDeadLetters::main, "--input", input, "--id", "in.csv@20")).hasSize(1);
    assertThat(printed(ListDeadLetters::main, "--input", input, "--reason", "bad quote"))
        .hasSize(1);
    assertThat(
            printed(
                ListDeadLetters::main,
                "--input",
                input,
                "--reason",
                "bad quote",
                "--id",
                "in.csv@9"))
        .isEmpty();
  }

  @Test
  @TestsOption("--input")
  void lettersAreReadAsCsvToo() throws IOException {
    Path rejected = Files.createDirectory(directory.resolve("csv"));
    Files.writeString(
        rejected.resolve("part-0-0.csv"),
        "id,file,offset,line,column,value,reason,raw,encoding\n"
            + "in.csv@9,in.csv,9,2,amount,\"1,5\",not a number,\"a,\"\"1,5\"\"\",utf-8\n");
    assertThat(printed(ShowDeadLetters::main, "--input", rejected.toString()))
        .containsExactly(
            NUMBER.replace("\"offset\":9,\"line\":2", "\"offset\":\"9\",\"line\":\"2\""));
    assertThat(fault(ListDeadLetters::main, "--input", directory + "/nothing"))
        .endsWith("there is no such file or directory");
    Files.writeString(directory.resolve("no.csv"), "a,b\n1,2\n");
    assertThat(fault(ListDeadLetters::main, "--input", directory + "/no.csv"))
        .contains("is no dead letter")
        .endsWith("no.csv:2 has the columns a, b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"letters.csv.gz", "letters.jsonl.gz"})
  void aCompressedFileThatIsNotWholeEndsTheCommand(String name) throws IOException {
    String letters =
        name.contains("csv")
            ? "id,file,offset,line,column,value,reason,raw,encoding\na@9,a,9,2,b,1,bad quote,1,utf-8\n"
            : QUOTE + "\n";
    Path file = gzip(name, letters);
    assertThat(printed(ListDeadLetters::main, "--input", file.toString())).hasSize(1);
    long whole = Files.size(file);
    Files.writeString(file, "more", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> printed(ListDeadLetters::main, "--input", file.toString()))
        .isInstanceOf(JobFailedException.class)
        .hasMessageStartingWith(
            "--input " + file + ": " + file + " is damaged at byte " + whole + ": ");
  }

  @Test
  void theFirstLineOfACompressedFileThatIsCutOffIsNotGuessed() throws IOException {
    Path source = gzip("in.csv.gz", "type,amount\na,1\n");
    String letter = rejected(NUMBER.replace("\"in.csv\"", "\"" + source + "\""));
    replayed("--input", letter, "--out", out());
    assertThat(rows()).containsExactly("type,amount", "a,\"1,5\"");
    Files.write(source, Arrays.copyOf(Files.readAllBytes(source), 15));
    assertThatThrownBy(() -> replayed("--input", letter, "--out", out() + "2"))
        .isInstanceOf(JobFailedException.class)
        .hasMessageStartingWith(
            "the replay was not made: "
                + source
                + " is cut off at byte 15, in the compressed data");
  }

  private Path gzip(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  @Test
  @TestsOption({"--out", "--header"})
  void correctedLettersAreReplayedToFilesOnceHoweverOften() throws IOException {
    String corrected = rejected(NUMBER.replace("\\\"1,5\\\"", "1.5"));
    String[] replay = {"--input", corrected, "--out", out(), "--header", "type,amount"};
    assertThat(replayed(replay)).startsWith("replayed 1; replayed before 0;");
    assertThat(replayed(replay)).startsWith("replayed 0; replayed before 1;");
    assertThat(rows()).containsExactly("type,amount", "a,1.5");

    String more = rejected(NUMBER, QUOTE);
    assertThat(replayed("--input", more, "--out", out(), "--header", "type,amount"))
        .startsWith("replayed 1; replayed before 1;");
    assertThat(rows()).containsExactly("type,amount", "a,1.5", "type,amount", "b\"\"c,1");
  }

  @Test
  void filesOfAReplayWhoseJournalIsGoneStay() throws IOException {
    replayed("--input", rejected(NUMBER), "--out", out(), "--no-header");
    Files.delete(Path.of(out(), ".replay-0001.json"));
    replayed("--input", rejected(QUOTE), "--out", out(), "--no-header");
    assertThat(rows()).containsExactly("a,\"1,5\"", "b\"\"c,1");
  }

  @Test
  void theFirstLineIsThatOfTheFileALetterComesFrom() throws IOException {
    Path source = directory.resolve("in.csv");
    Files.writeString(source, "\uFEFFtype,amount\r\na,1\r\n");
    replayed(
        "--input", rejected(NUMBER.replace("\"in.csv\"", "\"" + source + "\"")), "--out", out());
    assertThat(rows()).containsExactly("type,amount", "a,\"1,5\"");
    assertThat(fault(ReplayDeadLetters::main, "--input", rejected(NUMBER), "--out", out() + "2"))
        .startsWith("--header is missing: in.csv@9 comes from 'in.csv', which is no file here");
  }

  @Test
  @TestsOption("--no-header")
  void linesOfTextHaveNoFirstLine() throws IOException {
    replayed("--input", rejected(NUMBER), "--out", out(), "--no-header");
    assertThat(rows()).containsExactly("a,\"1,5\"");
  }

  @Test
  void eventsOfJsonAreReplayedAsJsonLines() throws IOException {
    replayed("--input", rejected(event("\"\"")), "--out", out());
    assertThat(Path.of(out()).resolve("replayed-0001-1.jsonl")).hasContent("{\"user\":\"\"}\n");
  }

  @Test
  void bytesThatAreNoUtf8StayAsTheyAre() throws IOException {
    byte[] row = "서울,1".getBytes(Charset.forName("x-windows-949"));
    String raw = Base64.getEncoder().encodeToString(row);
    replayed(
        "--input",
        rejected(
            QUOTE
                .replace("b\\\"\\\"c,1", raw)
                .replace("\"encoding\":\"utf-8\"", "\"encoding\":\"base64\"")),
        "--out",
        out(),
        "--no-header");
    assertThat(
            Files.readString(
                Path.of(out(), "replayed-0001-1.csv"), Charset.forName("x-windows-949")))
        .isEqualTo("서울,1\n");
  }

  @Test
  void lateRowsAreReplayedUnlessTheyAreCountedElsewhere() throws IOException {
    Path late = Files.createDirectory(directory.resolve("late"));
    String dropped = "tx1,2024-05-11T10:00:03Z,200,2024-05-11T10:00:00Z,nowhere\n";
    Files.writeString(
        late.resolve("part-0-0.csv"),
        "id,timestamp,amount,missed_windows,counted\n"
            + dropped
            + dropped
            + "tx2,2024-05-11T10:00:04Z,1,2024-05-11T10:00:00Z,elsewhere\n");
    String[] replay = {"--input", late.toString(), "--out", out()};
    assertThat(replayed(replay))
        .isEqualTo("replayed 2; replayed before 0; late, but counted in other windows 1\n");
    assertThat(replayed(replay)).startsWith("replayed 0; replayed before 2;");
    assertThat(rows())
        .containsExactly(
            "id,timestamp,amount", "tx1,2024-05-11T10:00:03Z,200", "tx1,2024-05-11T10:00:03Z,200");

    Path shown = directory.resolve("shown.jsonl");
    Files.write(shown, printed(ShowDeadLetters::main, "--input", late.toString()));
    assertThat(replayed("--input", shown.toString(), "--out", out()))
        .startsWith("replayed 0; replayed before 2;");
  }

  @Test
  void whatHoldsNoWholeRowIsNotReplayedAndCounted() throws IOException {
    String cut = NUMBER.replace("\"encoding\"", "\"cut\":7,\"encoding\"");
    String whole = QUOTE.replace("\"encoding\"", "\"cut\":null,\"encoding\"");
    String result = QUOTE.replace("bad quote", "result too large").replace("@20", "@21");
    assertThat(replayed("--input", rejected(cut, whole, result), "--out", out(), "--no-header"))
        .isEqualTo(
            "replayed 1; replayed before 0; late, but counted in other windows 0; left out, since"
                + " they hold a part of a row, or a result: 2 (their places: ./jobs dead-letters"
                + " ls)\n");
  }

  @Test
  void aLateRowOfAnotherRunIsAnotherRowEvenIfItHoldsTheSame() throws IOException {
    String content =
        """
        id,timestamp,amount,missed_windows,counted
        tx1,2024-05-11T10:00:03Z,200,2024-05-11T10:00:00Z,nowhere
        """;
    for (String run : List.of("monday", "tuesday")) {
      Path late = Files.createDirectory(directory.resolve(run));
      Files.writeString(late.resolve("part-0-0.csv"), content);
      String[] replay = {"--input", late.toString(), "--out", out()};
      assertThat(replayed(replay)).startsWith("replayed 1; replayed before 0;");
      replay[1] = late.resolve("../" + run + "/part-0-0.csv").toString();
      assertThat(replayed(replay)).as("the same by another name").startsWith("replayed 0; ");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aReplayThatWasInterruptedIsAllThereOrNotAtAll(boolean hasJournal) throws IOException {
    Path out = Files.createDirectory(directory.resolve("out"));
    Files.writeString(out.resolve(".replayed-0001-1.csv.part"), "type,amount\na,\"1,5\"\n");
    if (hasJournal) {
      Files.writeString(
          out.resolve(".replay-0001.json"),
          "{\"files\":[\"replayed-0001-1.csv\"],\"letters\":[\"in.csv@9\"]}");
    }
    assertThat(replayed("--input", rejected(NUMBER), "--out", out(), "--header", "type,amount"))
        .startsWith(hasJournal ? "replayed 0; replayed before 1" : "replayed 1; replayed before 0");
    assertThat(rows()).containsExactly("type,amount", "a,\"1,5\"");
  }

  @Test
  @TestsOption("--to")
  void lettersOfATopicAreReplayedToATopicOnceHoweverOften() throws Exception {
    BROKER.createTopic("letters", 1);
    BROKER.createTopic("events", 2);
    BROKER.send("letters", 0, List.of(event("\"kim\""), event("\"lee\"").replace("@1", "@2")));
    String[] replay = {"--input", BROKER.uri("letters"), "--to", BROKER.uri("events")};
    assertThat(replayed(replay)).startsWith("replayed 2; replayed before 0;");
    assertThat(replayed(replay)).startsWith("replayed 0; replayed before 2;");
    assertThat(BROKER.committed("events"))
        .extracting(ConsumerRecord::value)
        .containsExactlyInAnyOrder("{\"user\":\"kim\"}", "{\"user\":\"lee\"}");
  }

  @Test
  void aRecordThatIsNoDeadLetterIsSaidWithItsPlace() throws Exception {
    BROKER.createTopic("deleted", 1);
    BROKER.send("deleted", 0, Collections.singletonList(null));
    assertThat(fault(ListDeadLetters::main, "--input", BROKER.uri("deleted")))
        .endsWith(
            "is no dead letter: no JSON object in "
                + BROKER.uri("deleted")
                + " at partition 0, offset 0");
  }

  @Test
  void aReplayThatFailsHalfwaySendsNothing() throws Exception {
    BROKER.createTopic("half", 1);
    assertThat(
            fault(
                ReplayDeadLetters::main,
                "--input",
                rejected(event("\"kim\""), "{\"no\":\"letter\"}"),
                "--to",
                BROKER.uri("half")))
        .contains("is no dead letter");
    assertThat(BROKER.committed("half")).isEmpty();
  }

  @Test
  void onePlaceIsNeeded() throws IOException {
    String input = rejected(NUMBER);
    assertThat(fault(ReplayDeadLetters::main, "--input", input)).startsWith("one place");
    assertThat(fault(ReplayDeadLetters::main, "--input", input, "--to", "a", "--header", "b"))
        .contains("are for files");
    assertThat(
            fault(
                ReplayDeadLetters::main,
                "--input",
                input,
                "--out",
                "x",
                "--header",
                "b",
                "--no-header"))
        .contains("give one of the two");
  }

  private static String event(String user) {
    return "{\"id\":\"e/0@1\",\"file\":\"e/0\",\"offset\":1,\"line\":null,\"column\":null,\"value\":null,"
        + "\"reason\":\"bad json\",\"raw\":\"{\\\"user\\\":"
        + user.replace("\"", "\\\"")
        + "}\",\"encoding\":\"utf-8\"}";
  }

  /** A file of letters. */
  private String rejected(String... letters) throws IOException {
    Path file = directory.resolve("letters.jsonl");
    Files.write(file, List.of(letters));
    return file.toString();
  }

  private String out() {
    return directory.resolve("out").toString();
  }

  /** All that a job would read there. */
  private List<String> rows() throws IOException {
    List<String> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(out()))) {
      for (Path file : files.sorted().toList()) {
        if (!file.getFileName().toString().startsWith(".")) {
          rows.addAll(Files.readAllLines(file));
        }
      }
    }
    return rows;
  }

  private static List<String> printed(Consumer<String[]> main, String... args) {
    try (StdStreams std = StdStreams.capture()) {
      main.accept(args);
      return std.out().lines().toList();
    }
  }

  private static String replayed(String... args) {
    try (StdStreams std = StdStreams.capture()) {
      ReplayDeadLetters.main(args);
      return std.err();
    }
  }

  private static String fault(Consumer<String[]> main, String... args) {
    return String.join(
        "\n", catchThrowableOfType(UsageException.class, () -> printed(main, args)).messages());
  }
}
