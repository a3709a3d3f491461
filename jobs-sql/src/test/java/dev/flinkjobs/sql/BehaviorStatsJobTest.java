package dev.flinkjobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviorStatsJobTest {
  private static final String CLICK = event("책", "click", "2024-05-11 10:00:00.123");

  @TempDir Path directory;

  @Test
  void everyEventChangesTheCountOfItsCategoryAndBehavior() throws IOException {
    Path input = file(CLICK, CLICK.replace("click", "view"), CLICK);
    assertThat(run("--input", input.toString()).out())
        .isEqualTo(
            """
            +I[책, click, 1, 2024-05-11T10:00:00.123Z]
            +I[책, view, 1, 2024-05-11T10:00:00.123Z]
            -U[책, click, 1, 2024-05-11T10:00:00.123Z]
            +U[책, click, 2, 2024-05-11T10:00:00.123Z]
            """);
    assertThat(run("--input", input.toString(), "--mode", "batch").out())
        .isEqualTo(
            """
            category  behavior  count  update_time
            책        click         2  2024-05-11T10:00:00.123Z
            책        view          1  2024-05-11T10:00:00.123Z
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "streaming"})
  void theUpdateTimeIsTheLatestOfTheEventsCountedInWhateverOrderTheyCome(String mode)
      throws IOException {
    Path input =
        file(
            event("a", "click", "2024-05-11 10:00:02.120"),
            event("a", "view", "2024-05-11 23:00:00"),
            event("a", "click", "2024-05-11 10:00:03"),
            event("a", "click", "2024-05-11 10:00:01.999"));
    Path out = directory.resolve("out");
    run("--input", input.toString(), "--mode", mode, "--output", "files:" + out, "-p", "1");
    assertThat(CommittedParts.lines(out))
        .contains(
            mode.equals("batch")
                ? "a,click,3,2024-05-11T10:00:03Z"
                : "+U,a,click,3,2024-05-11T10:00:03Z");
  }

  @Test
  void filesHaveTheChanges() throws IOException {
    Path input = file(CLICK, CLICK.replace(".123", ".1"));
    Path out = directory.resolve("out");
    run("--input", input.toString(), "--output", "files:" + out + "?format=json", "-p", "1");
    assertThat(CommittedParts.asOne(out))
        .isEqualTo(
            """
            {"op":"+I","category":"책","behavior":"click","count":1,"update_time":"2024-05-11T10:00:00.123Z"}
            {"op":"-U","category":"책","behavior":"click","count":1,"update_time":"2024-05-11T10:00:00.123Z"}
            {"op":"+U","category":"책","behavior":"click","count":2,"update_time":"2024-05-11T10:00:00.123Z"}
            """);
  }

  /** What {@code json.dumps} makes of the course's events, with times as Python writes them. */
  @Test
  void allEventsOfTheCoursesProducerAreCounted() throws IOException {
    Random random = new Random(17);
    List<String> events = new ArrayList<>();
    Map<String, Long> counts = new TreeMap<>();
    Map<String, LocalDateTime> latest = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      String category = pick(random, "electronics", "books", "clothing", "home", "sports");
      String behavior = pick(random, "click", "view", "add_to_cart", "purchase");
      LocalDateTime time =
          LocalDateTime.of(2024, 5, 11, 10, 0).plusNanos(random.nextInt(60_000) * 1_000_000L);
      events.add(
          String.format(
              Locale.ROOT,
              "{\"user_id\": \"user_%d\", \"item_id\": \"item_%d\", \"category\": \"%s\","
                  + " \"behavior\": \"%s\", \"ts\": %s}",
              1 + random.nextInt(99),
              1 + random.nextInt(199),
              category,
              behavior,
              asPythonWrites(time, i)));
      counts.merge(category + "," + behavior, 1L, Long::sum);
      latest.merge(
          category + "," + behavior, time, (one, other) -> one.isAfter(other) ? one : other);
    }
    Path out = directory.resolve("out");
    Outcome outcome =
        run(
            "--input",
            file(events.toArray(String[]::new)).toString(),
            "--mode",
            "batch",
            "--output",
            "files:" + out,
            "-p",
            "1");
    assertThat(outcome.summary()).contains("accepted:1000,rejected:{total:0,");
    assertThat(CommittedParts.lines(out))
        .containsExactlyElementsOf(
            counts.entrySet().stream()
                .map(
                    count ->
                        count.getKey()
                            + ","
                            + count.getValue()
                            + ","
                            + Objects.requireNonNull(latest.get(count.getKey()))
                                .toInstant(ZoneOffset.UTC))
                .toList())
        .hasSize(20);
  }

  /** {@code strftime}, {@code isoformat}, {@code str} and {@code time.time() * 1000} in turn. */
  private static String asPythonWrites(LocalDateTime time, int turn) {
    String seconds = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).format(time);
    int millis = time.get(ChronoField.MILLI_OF_SECOND);
    String milliseconds = String.format(Locale.ROOT, "%s.%03d", seconds, millis);
    // Python leaves a fraction of zero out.
    String microseconds = millis == 0 ? seconds : milliseconds + "000";
    return switch (turn % 7) {
      case 0, 1 -> quoted(milliseconds);
      case 2 -> quoted(milliseconds.replace(' ', 'T'));
      case 3 -> quoted(microseconds.replace(' ', 'T'));
      case 4 -> quoted(microseconds);
      case 5 -> quoted(microseconds.replace(' ', 'T') + "+00:00");
      default -> String.valueOf(time.toInstant(ZoneOffset.UTC).toEpochMilli());
    };
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static String pick(Random random, String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  private static String event(String category, String behavior, String time) {
    return String.format(
        Locale.ROOT,
        "{\"user_id\":\"user_49\",\"item_id\":\"item_7\",\"category\":\"%s\",\"behavior\":\"%s\","
            + "\"ts\":\"%s\"}",
        category,
        behavior,
        time);
  }

  @Test
  void idsAreTextOfWhateverKindAndNeverBlank() throws IOException {
    Path input =
        file(
            CLICK.replace("\"user_49\"", "49"),
            CLICK.replace("user_49", "이용자 49"),
            CLICK.replace("user_49", " "),
            CLICK.replace("\"item_7\"", "null"));
    Outcome outcome = run("--input", input.toString());
    assertThat(outcome.summary()).contains("accepted:2,");
    assertThat(outcome.err()).contains(":3: user_id is missing", ":4: item_id is missing");
  }

  @Test
  void aMalformedEventIsRejectedWithWhereAndWhyAndItsBytes() throws IOException {
    Path input = file(CLICK, "click!", CLICK.replace("\"책\"", "null"), CLICK);
    Path rejected = directory.resolve("rejected");
    Outcome outcome =
        run("--input", input.toString(), "--rejected", "files:" + rejected + "?format=json");
    assertThat(outcome.summary())
        .contains("rejected:{total:2,byReason:{bad json:1,missing value:1}}", "balanced:true");
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

  private Outcome run(String... args) {
    return Outcome.of(BehaviorStatsJob::main, args);
  }

  private Path file(String... lines) throws IOException {
    return Files.writeString(
        Files.createTempFile(directory, "events", ".jsonl"), String.join("\n", lines) + "\n");
  }
}
