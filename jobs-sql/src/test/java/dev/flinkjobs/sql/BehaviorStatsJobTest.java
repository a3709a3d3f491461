package dev.flinkjobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.CommittedParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BehaviorStatsJobTest {
  private static final String CLICK =
      "{\"user_id\":1,\"item_id\":2,\"category\":\"책\",\"behavior\":\"click\","
          + "\"ts\":\"2024-05-11T10:00:00.123\"}";

  @TempDir Path directory;

  @Test
  void everyEventChangesTheCountOfItsCategoryAndBehavior() throws IOException {
    Path input = file(CLICK, CLICK.replace("click", "view"), CLICK);
    assertThat(run("--input", input.toString()).out())
        .isEqualTo("+I[책, click, 1]\n+I[책, view, 1]\n-U[책, click, 1]\n+U[책, click, 2]\n");
    assertThat(run("--input", input.toString(), "--mode", "batch").out())
        .isEqualTo(
            "category  behavior  count\n책        click         2\n책        view          1\n");
  }

  @Test
  void filesHaveTheChanges() throws IOException {
    Path input = file(CLICK, CLICK);
    Path out = directory.resolve("out");
    run("--input", input.toString(), "--output", "files:" + out + "?format=json", "-p", "1");
    assertThat(CommittedParts.asOne(out))
        .isEqualTo(
            """
            {"op":"+I","category":"책","behavior":"click","count":1}
            {"op":"-U","category":"책","behavior":"click","count":1}
            {"op":"+U","category":"책","behavior":"click","count":2}
            """);
  }

  @Test
  void aMalformedEventIsRejectedWithWhereAndWhyAndItsBytes() throws IOException {
    Path input = file(CLICK, "click!", CLICK.replace("\"책\"", "null"), CLICK);
    Path rejected = directory.resolve("rejected");
    Runs.Outcome outcome =
        run("--input", input.toString(), "--rejected", "files:" + rejected + "?format=json");
    assertThat(outcome.err())
        .contains("rejected               2   bad json 1, missing value 1\n")
        .contains("balanced: ");
    List<String> rows = Runs.lines(rejected);
    assertThat(rows).hasSize(2);
    JsonNode first = Runs.json(rows.get(0));
    assertThat(first.get("file").asText()).isEqualTo(input.toString());
    assertThat(first.get("offset").intValue()).isEqualTo(utf8(CLICK) + 1);
    assertThat(first.get("line").intValue()).isEqualTo(2);
    assertThat(first.get("reason").asText()).isEqualTo("bad json");
    assertThat(first.get("raw").asText()).isEqualTo("click!");
    JsonNode second = Runs.json(rows.get(1));
    assertThat(second.get("line").intValue()).isEqualTo(3);
    assertThat(second.get("column").asText()).isEqualTo("category");
  }

  private static int utf8(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
  }

  private Runs.Outcome run(String... args) {
    return Runs.run(BehaviorStatsJob::main, args);
  }

  private Path file(String... lines) throws IOException {
    return Files.writeString(
        Files.createTempFile(directory, "events", ".jsonl"), String.join("\n", lines) + "\n");
  }
}
