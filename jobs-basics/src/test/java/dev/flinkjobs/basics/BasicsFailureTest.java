package dev.flinkjobs.basics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.generate.basics.GenerateTextOptions;
import dev.flinkjobs.testing.StdStreams;
import dev.flinkjobs.testing.TestCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Each line of a file is counted, and copied, exactly once, whatever breaks under the job. */
class BasicsFailureTest {
  private static final int LINES = 1_000_000;

  @RegisterExtension private final TestCluster cluster = TestCluster.of(1, 2);

  @TempDir Path directory;

  private Path input = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void makeLines() {
    input = directory.resolve("in.txt");
    out = directory.resolve("out");
    try (StdStreams std = StdStreams.capture()) {
      GenerateTextOptions.main(
          new String[] {"--rows", "" + LINES, "--bad-rate", "0.001", "--out", input.toString()});
      assertThat(std.err()).contains("1,000,000 rows");
    }
  }

  @Test
  void afterATaskManagerIsKilledEachWordWasCountedOnce() throws Exception {
    assertSameAccount(
        runAndKill(WordCountJob::main, "--window", "500ms", "--output", "files:" + out));
    Map<String, Long> counts = new HashMap<>();
    for (Path part : parts()) {
      Files.readAllLines(part).stream()
          .skip(1)
          .map(line -> line.split(",", -1))
          .forEach(fields -> counts.merge(fields[2], Long.valueOf(fields[3]), Long::sum));
    }
    Map<String, Long> expected = new HashMap<>();
    expected()
        .get("words")
        .properties()
        .forEach(word -> expected.put(word.getKey(), word.getValue().longValue()));
    assertThat(counts).isEqualTo(expected);
  }

  @Test
  void afterATaskManagerIsKilledEachLineWasCopiedOnce() throws Exception {
    assertSameAccount(runAndKill(FileLinesJob::main, "--output", "files:" + out + "?format=text"));
    Map<String, Integer> copies = new HashMap<>();
    for (Path part : parts()) {
      Files.readAllLines(part).forEach(line -> copies.merge(line, 1, Integer::sum));
    }
    Map<String, Integer> good = new HashMap<>();
    for (byte[] line : lines(Files.readAllBytes(input))) {
      String text = new String(line, StandardCharsets.UTF_8);
      if (!text.contains("\uFFFD") && line.length < 1 << 20) {
        good.merge(text, 1, Integer::sum);
      }
    }
    assertThat(copies.equals(good)).as("the same lines, each as often").isTrue();
  }

  private JsonNode runAndKill(Consumer<String[]> main, String... more) throws Exception {
    Path summary = directory.resolve("summary.json");
    String[] args =
        Stream.concat(
                Stream.of(
                    "--input",
                    input.toString(),
                    "--rejected",
                    "discard",
                    "--summary-json",
                    summary.toString()),
                Stream.of(more))
            .toArray(String[]::new);
    try (TestCluster.Main run = cluster.start(2, main, args)) {
      run.job().awaitCheckpoint();
      cluster.replaceTaskManager(0);
      assertThat(run.end()).contains("balanced");
      assertThat(run.job().restores()).isPositive();
    }
    return new ObjectMapper().readTree(Files.readString(summary));
  }

  private void assertSameAccount(JsonNode summary) throws IOException {
    assertThat(summary.get("read")).isEqualTo(expected().get("rows"));
    assertThat(summary.get("accepted")).isEqualTo(expected().get("accepted"));
    assertThat(summary.get("rejected")).isEqualTo(expected().get("rejected"));
  }

  private JsonNode expected() throws IOException {
    return new ObjectMapper().readTree(directory.resolve("in.txt.expected.json").toFile());
  }

  private List<Path> parts() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files.filter(file -> file.getFileName().toString().startsWith("part-")).toList();
    }
  }

  /** Without their line ends. */
  private static List<byte[]> lines(byte[] text) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n') {
        int end = i > start && text[i - 1] == '\r' ? i - 1 : i;
        lines.add(Arrays.copyOfRange(text, start, end));
        start = i + 1;
      }
    }
    return lines;
  }
}
