package dev.flinkjobs.generate.iteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.flinkjobs.iteration.KMeansJob;
import dev.flinkjobs.iteration.PageRankJob;
import dev.flinkjobs.options.OptionsDocs;
import dev.flinkjobs.options.Texts;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.testing.OptionsContract;
import dev.flinkjobs.testing.StdStreams;
import dev.flinkjobs.testing.TestsOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Generated points and edges, a part of them bad, come to what the generator says. */
class GeneratedResultsTest {
  @TempDir Path directory;

  @Test
  void everyTextIsThereInBothLanguagesAndEveryOptionIsTested() {
    assertThat(Texts.faults(new GeneratePointsOptions())).isEmpty();
    assertThat(Texts.faults(new GenerateEdgesOptions())).isEmpty();
    Set<String> names =
        new TreeSet<>(OptionsDocs.names(new GeneratePointsOptions(), GeneratePointsOptions.class));
    names.addAll(OptionsDocs.names(new GenerateEdgesOptions(), GenerateEdgesOptions.class));
    OptionsContract.everyOptionIsTested(names, GeneratedResultsTest.class);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 3", "2, 2, 7", "3, 4, 1"})
  @TestsOption("--clusters")
  void theClustersAreFound(int seed, int parallelism, int clusters) throws IOException {
    Path input = directory.resolve("points.csv");
    run(
        GeneratePointsOptions::main,
        "--rows 20000 --bad-rate 0.05 --seed %s --clusters %s --out %s",
        seed,
        clusters,
        input);
    JsonNode summary =
        job(KMeansJob::main, "--k " + clusters + " --tolerance 0 -p " + parallelism, input);
    JsonNode expected = expected(input, summary);
    assertThat(expected.get("clusters")).hasSize(clusters);
    List<JsonNode> found = new ArrayList<>();
    for (String line : Files.readAllLines(directory.resolve("out").resolve("part-0-0.json"))) {
      found.add(new ObjectMapper().readTree(line));
    }
    for (int i = 0; i < clusters; i++) {
      JsonNode cluster = expected.get("clusters").get(i);
      assertThat(found.get(i).get("size")).isEqualTo(cluster.get("size"));
      assertThat(found.get(i).get("x").decimalValue()).isEqualTo(cluster.get("x").decimalValue());
      assertThat(found.get(i).get("y").decimalValue()).isEqualTo(cluster.get("y").decimalValue());
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 100", "2, 2, 1000", "3, 4, 2"})
  @TestsOption("--nodes")
  void theHighestRanksAreFound(int seed, int parallelism, int nodes) throws IOException {
    Path input = directory.resolve("edges.csv");
    run(
        GenerateEdgesOptions::main,
        "--rows 5000 --bad-rate 0.05 --seed %s --nodes %s --out %s",
        seed,
        nodes,
        input);
    JsonNode summary = job(PageRankJob::main, "--tolerance 0.00000000001 -p " + parallelism, input);
    JsonNode expected = expected(input, summary);
    assertThat(summary.get("emitted")).isEqualTo(expected.get("nodes"));
    Path ranks = directory.resolve("out").resolve("part-0-0.json");
    JsonNode highest = expected.get("highestRanks");
    assertThat(highest).hasSize(Math.min(nodes, 10));
    for (String line : Files.readAllLines(ranks).subList(0, highest.size())) {
      JsonNode node = new ObjectMapper().readTree(line);
      assertThat(node.get("rank").doubleValue())
          .as(line)
          .isCloseTo(highest.get(node.get("node").textValue()).doubleValue(), within(1e-9));
    }
  }

  private JsonNode expected(Path input, JsonNode summary) throws IOException {
    JsonNode expected = json(Path.of(input + ".expected.json"));
    assertThat(summary.get("read")).isEqualTo(expected.get("rows"));
    assertThat(summary.get("accepted")).isEqualTo(expected.get("accepted"));
    assertThat(summary.get("rejected")).isEqualTo(expected.get("rejected"));
    return expected;
  }

  private JsonNode job(Consumer<String[]> main, String args, Path input) throws IOException {
    run(
        main,
        args + " --rejected discard --input %s --output files:%s?format=json --summary-json %s",
        input,
        directory.resolve("out"),
        directory.resolve("summary.json"));
    return json(directory.resolve("summary.json"));
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherOtherRows() throws IOException {
    for (Consumer<String[]> main :
        List.<Consumer<String[]>>of(GeneratePointsOptions::main, GenerateEdgesOptions::main)) {
      List<String> texts = new ArrayList<>();
      for (int seed : new int[] {7, 7, 8}) {
        Path file = directory.resolve("some.csv");
        run(main, "--rows 2000 --bad-rate 0.1 --overwrite --seed %s --out %s", seed, file);
        texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
        texts.add(Files.readString(Path.of(file + ".expected.json")));
      }
      assertThat(texts.subList(2, 4)).isEqualTo(texts.subList(0, 2));
      assertThat(texts.get(4)).isNotEqualTo(texts.get(0));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--clusters, 0, 'a whole number from 1 to 100'",
    "--clusters, 101, 'a whole number from 1 to 100'",
  })
  void tooManyOrNoClustersAreRefused(String option, String value, String allowed) {
    assertThat(
            catchThrowableOfType(
                    UsageException.class,
                    () ->
                        run(
                            GeneratePointsOptions::main,
                            "--rows 1 --out %s %s %s",
                            directory.resolve("a.csv"),
                            option,
                            value))
                .messages())
        .containsExactly(option + ": '" + value + "' is not allowed; allowed: " + allowed);
  }

  @Test
  void oneNodeIsRefused() {
    assertThat(
            catchThrowableOfType(
                    UsageException.class,
                    () ->
                        run(
                            GenerateEdgesOptions::main,
                            "--rows 1 --nodes 1 --out %s",
                            directory.resolve("a.csv")))
                .messages())
        .containsExactly(
            "--nodes: '1' is not allowed; allowed: a whole number from 2 to 10,000,000");
  }

  @Test
  void theSamplesAreWhatTheirCommandsMake() throws IOException {
    Path data = Path.of("..", "data");
    run(
        GeneratePointsOptions::main,
        "--rows 300 --seed 1 --bad-rate 0.03 --out %s",
        directory.resolve("points.csv"));
    run(
        GenerateEdgesOptions::main,
        "--rows 200 --nodes 20 --seed 1 --bad-rate 0.03 --out %s",
        directory.resolve("edges.csv"));
    for (String name :
        List.of("points.csv", "points.csv.expected.json", "edges.csv", "edges.csv.expected.json")) {
      assertThat(data.resolve(name)).hasSameBinaryContentAs(directory.resolve(name));
    }
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(file));
  }

  /** Of words separated by blanks, each of which may be a {@code %s}. */
  @SuppressWarnings("try") // What is said is of no interest.
  private static void run(Consumer<String[]> main, String words, Object... values) {
    try (StdStreams std = StdStreams.capture()) {
      main.accept(
          Stream.of(String.format(Locale.ROOT, words, values).split(" ")).toArray(String[]::new));
    }
  }
}
