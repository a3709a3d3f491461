package dev.flinkjobs.generate.basics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.basics.FileLinesJob;
import dev.flinkjobs.basics.WordCountJob;
import dev.flinkjobs.options.OptionsDocs;
import dev.flinkjobs.options.Texts;
import dev.flinkjobs.testing.StdStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerateTextTest {
  private static final Path DATA = Path.of("..", "data");
  private static final String COMMAND = "./jobs generate text ";
  private static final String SAMPLE = "data/lines.txt";

  @TempDir Path directory;

  @Test
  void everyOptionIsThatOfAllGeneratorsAndHasTexts() {
    assertThat(OptionsDocs.names(new GenerateTextOptions(), GenerateTextOptions.class)).isEmpty();
    assertThat(Texts.faults(new GenerateTextOptions())).isEmpty();
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherOtherLines() throws IOException {
    generate("a.txt", "--rows", "2000", "--seed", "7", "--bad-rate", "0.1");
    generate("b.txt", "--rows", "2000", "--seed", "7", "--bad-rate", "0.1");
    generate("c.txt", "--rows", "2000", "--seed", "8", "--bad-rate", "0.1");
    assertThat(path("a.txt")).hasSameBinaryContentAs(path("b.txt"));
    assertThat(path("a.txt.expected.json")).hasSameBinaryContentAs(path("b.txt.expected.json"));
    assertThat(Files.mismatch(path("a.txt"), path("c.txt"))).isNotEqualTo(-1);
  }

  @Test
  void wordsAreWrittenInManyWays() throws IOException {
    generate("a.txt", "--rows", "2000");
    assertThat(Files.readString(path("a.txt")))
        .contains("Flink", "Don’t", "CAFÉ", "हिन्दी", "🙂", "\r\n", "\n\n")
        .contains(Normalizer.normalize("안녕", Normalizer.Form.NFD))
        .contains("\n\"");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4"})
  void countsAreThoseThatAreExpected(int seed, int parallelism) throws IOException {
    System.out.println("seed " + seed);
    generate("a.txt", "--rows", "50000", "--bad-rate", "0.3", "--seed", "" + seed);
    Path summary = directory.resolve("summary.json");
    Path out = directory.resolve("out");
    run(
        WordCountJob::main,
        "--input",
        path("a.txt").toString(),
        "--output",
        "files:" + out,
        "--rejected",
        "discard",
        "--summary-json",
        summary.toString(),
        "-p",
        "" + parallelism);
    JsonNode expected = json(path("a.txt.expected.json"));
    assertThat(counts(out)).isEqualTo(words(expected));
    assertSameAccount(json(summary), expected);
    assertThat(expected.at("/rejected/byReason/row too long").longValue()).isPositive();
  }

  @Test
  void linesAreCopiedExactlyWithoutTheBadOnes() throws IOException {
    generate("a.txt", "--rows", "20000", "--bad-rate", "0.05", "--seed", "4");
    Path out = directory.resolve("out");
    Path summary = directory.resolve("summary.json");
    run(
        FileLinesJob::main,
        "--input",
        path("a.txt").toString(),
        "--output",
        "files:" + out + "?format=text",
        "--rejected",
        "discard",
        "--summary-json",
        summary.toString(),
        "-p",
        "1");
    assertSameAccount(json(summary), json(path("a.txt.expected.json")));
    // A checkpoint on the way, which comes when it likes, ends a part.
    List<String> copies = new ArrayList<>();
    try (Stream<Path> parts = Files.list(out)) {
      for (Path part : parts.toList()) {
        copies.addAll(Files.readAllLines(part));
      }
    }
    assertThat(copies).hasSize(json(path("a.txt.expected.json")).get("accepted").intValue());
  }

  private static void assertSameAccount(JsonNode summary, JsonNode expected) {
    assertThat(summary.get("read")).isEqualTo(expected.get("rows"));
    assertThat(summary.get("accepted")).isEqualTo(expected.get("accepted"));
    assertThat(summary.get("rejected")).isEqualTo(expected.get("rejected"));
    assertThat(summary.get("balanced").booleanValue()).isTrue();
  }

  @Test
  void theCommandInTheReadmeMakesTheSample() throws IOException {
    List<String> commands =
        Files.readAllLines(DATA.resolve("README.md")).stream()
            .filter(line -> line.startsWith(COMMAND))
            .toList();
    assertThat(commands).hasSize(1);
    String[] args =
        Stream.of(commands.get(0).substring(COMMAND.length()).split(" ", -1))
            .map(arg -> arg.equals(SAMPLE) ? path("lines.txt").toString() : arg)
            .toArray(String[]::new);
    run(GenerateTextOptions::main, args);
    assertThat(path("lines.txt")).hasSameBinaryContentAs(DATA.resolve("lines.txt"));
    assertThat(path("lines.txt.expected.json"))
        .hasSameBinaryContentAs(DATA.resolve("lines.txt.expected.json"));
  }

  @Test
  void theJobReadsTheSampleByDefaultAndComesToWhatIsExpected() throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    run(WordCountJob::main)
        .lines()
        .forEach(
            line -> {
              String[] fields = line.substring(1, line.length() - 1).split(", ", -1);
              counts.merge(fields[0], Long.valueOf(fields[1]), Long::sum);
            });
    assertThat(counts).isEqualTo(words(json(DATA.resolve("lines.txt.expected.json"))));
  }

  /** Over all windows. */
  private static Map<String, Long> counts(Path out) throws IOException {
    Map<String, Long> counts = new HashMap<>();
    try (Stream<Path> parts = Files.list(out)) {
      for (Path part : parts.toList()) {
        Files.readAllLines(part).stream()
            .skip(1)
            .map(line -> line.split(",", -1))
            .forEach(fields -> counts.merge(fields[2], Long.valueOf(fields[3]), Long::sum));
      }
    }
    return counts;
  }

  private static Map<String, Long> words(JsonNode expected) {
    Map<String, Long> words = new HashMap<>();
    expected
        .get("words")
        .properties()
        .forEach(word -> words.put(word.getKey(), word.getValue().longValue()));
    return words;
  }

  private Path path(String name) {
    return directory.resolve(name);
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(file));
  }

  private void generate(String name, String... args) {
    run(
        GenerateTextOptions::main,
        Stream.concat(Stream.of("--out", path(name).toString()), Stream.of(args))
            .toArray(String[]::new));
  }

  private static String run(Consumer<String[]> main, String... args) {
    try (StdStreams std = StdStreams.capture()) {
      main.accept(args);
      return std.out();
    }
  }
}
