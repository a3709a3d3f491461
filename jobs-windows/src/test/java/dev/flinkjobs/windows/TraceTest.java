package dev.flinkjobs.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.record.Message;
import dev.flinkjobs.run.JobFailedException;
import dev.flinkjobs.testing.Outcome;
import dev.flinkjobs.testing.UidContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --trace} writes, and what it refuses. */
class TraceTest {
  private static final String MARKUP = "<script>alert(1)</script>&\"'";

  @TempDir Path directory;

  @Test
  void theEventsAreInTheOrderInWhichTheyHappened() throws IOException {
    String input =
        rows("a,10:00:00,1", "a,10:00:06,5", "a,10:00:04,300", "a,10:00:20,2", "a,10:00:07,9");
    List<String> events =
        Files.readString(traced("json", input, "--allowed-lateness", "3s")).lines().toList();
    assertThat(events.get(0))
        .startsWith("{\"command\":\"./jobs window-averages --input ")
        .endsWith("\"window\":\"tumbling:5s\",\"zone\":\"UTC\",\"events\":[");
    assertThat(events.subList(1, events.size()))
        .containsExactly(
            row(1, "00", "1"),
            window("opened", "00", "05", ""),
            watermark("09:59:58.999"),
            row(2, "06", "5"),
            window("opened", "05", "10", ""),
            watermark("10:00:04.999"),
            window("fired", "00", "05", ",\"value\":1.0,\"count\":1,\"revision\":1"),
            row(3, "04", "300"),
            window("revised", "00", "05", ",\"value\":150.5,\"count\":2,\"revision\":2"),
            row(4, "20", "2"),
            window("opened", "20", "25", ""),
            watermark("10:00:18.999"),
            window("fired", "05", "10", ",\"value\":5.0,\"count\":1,\"revision\":1"),
            window("expired", "00", "05", ""),
            window("expired", "05", "10", ""),
            row(5, "07", "9"),
            "{\"event\":\"late\",\"row\":5,\"key\":[\"a\"],\"time\":\"2024-05-11T10:00:07Z\","
                + "\"missed\":[{\"start\":\"2024-05-11T10:00:05Z\","
                + "\"end\":\"2024-05-11T10:00:10Z\"}],\"counted\":false},",
            "{\"event\":\"watermark\",\"time\":null},",
            window("fired", "20", "25", ",\"value\":2.0,\"count\":1,\"revision\":1"),
            window("expired", "20", "25", "").replace("},", "}"),
            "]}");
  }

  private static String watermark(String time) {
    return "{\"event\":\"watermark\",\"time\":\"2024-05-11T" + time + "Z\"},";
  }

  private static String row(int number, String second, String value) {
    return "{\"event\":\"row\",\"row\":"
        + number
        + ",\"key\":[\"a\"],\"time\":\"2024-05-11T10:00:"
        + second
        + "Z\",\"value\":"
        + value
        + "},";
  }

  private static String window(String event, String start, String end, String result) {
    return "{\"event\":\""
        + event
        + "\",\"key\":[\"a\"],\"start\":\"2024-05-11T10:00:"
        + start
        + "Z\",\"end\":\"2024-05-11T10:00:"
        + end
        + "Z\""
        + result
        + "},";
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "svg", "animated.svg", "html"})
  void whatIsInRowsIsTextInEachForm(String form) throws Exception {
    Path input = directory.resolve("markup.csv");
    Files.writeString(
        input,
        "transaction_id,timestamp,amount\n\"" + MARKUP.replace("\"", "\"\"") + "\",2024-05-11,1\n");
    Path file = traced(form, input.toString());
    String text = Files.readString(file);
    String shown = form.equals("html") ? unpacked(text).get("picture").asText() : text;
    if (form.equals("json")) {
      assertThat(new ObjectMapper().readTree(text).at("/events/0/key/0").asText())
          .isEqualTo(MARKUP);
      return;
    }
    assertThat(shown).doesNotContain("<script").contains("&lt;script&gt;alert(1)");
    assertThat(text).doesNotContain("alert(1)</script>");
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(shown.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aThousandRowsAreAPageOfLessThan300KilobytesAndOneMoreFails() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      rows.add(Message.of("tx%d,10:%02d:%02d,%d", i, i * 3 / 60, i * 3 % 60, i));
    }
    Path page = traced("html", rows(rows.toArray(String[]::new)));
    assertThat(Files.size(page)).isLessThan(300_000);
    JsonNode data = unpacked(Files.readString(page));
    assertThat(data.get("command").asText()).startsWith("./jobs window-averages --input ");
    assertThat(data.get("steps").size()).isGreaterThan(4_000);
    Files.delete(page);
    rows.add("more,10:59:00,1");
    assertThatThrownBy(() -> traced("html", rows(rows.toArray(String[]::new))))
        .isInstanceOf(JobFailedException.class)
        .hasMessage(
            "--trace: the input has more than 1,000 rows; give fewer, e.g. by `head -n 1001 FILE`,"
                + " or leave the option out")
        .extracting(failed -> ((JobFailedException) failed).exitCode())
        .isEqualTo(1);
    assertThat(page).doesNotExist();
  }

  @Test
  void aPictureHas40RowsAndSaysHowManyThereAre() throws IOException {
    String[] rows =
        IntStream.range(0, 41)
            .mapToObj(i -> "r" + i + ",10:00:" + (10 + i) + ",1")
            .toArray(String[]::new);
    assertThat(Files.readString(traced("svg", rows(rows))))
        .contains(">r39  1<", "The first 40 of 41 rows.")
        .doesNotContain(">r40");
    assertThat(Files.readString(traced("svg", rows(Arrays.copyOf(rows, 40)), "--lang", "ko")))
        .contains(">r39  1<", ">늦은 행<", ">입력 끝<")
        .doesNotContain("처음");
  }

  @Test
  void thePictureThatMovesIsTheStillOneBehindACurtain() throws IOException {
    String input = rows("a,10:00:00,1", "a,10:00:06,5", "a,10:00:04,300");
    String still = Files.readString(traced("svg", input));
    String moving = Files.readString(traced("animated.svg", input));
    assertThat(still).doesNotContain("@keyframes");
    assertThat(moving)
        .startsWith(still.replace("</svg>\n", ""))
        .contains("@keyframes trace", "prefers-reduced-motion")
        .doesNotContain("<script");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".ko"})
  @Tag("derived")
  void thePicturesOfTheReadmesAreOfTheirSample(String lang) throws IOException {
    Path tree = Path.of("..");
    String derived =
        Files.readString(
            traced(
                "animated.svg",
                tree.resolve("data/out-of-order.csv").toString(),
                "--allowed-lateness",
                "2s",
                "--lang",
                lang.isEmpty() ? "en" : "ko"));
    Path picture = tree.resolve("docs/window-averages" + lang + ".animated.svg");
    if (UidContract.WRITES) {
      Files.writeString(picture, derived);
    }
    assertThat(picture).as("derives from the sample; run .ci/derive").hasContent(derived);
  }

  @Test
  void resultsAreTheSameWithATraceAndWithout() throws IOException {
    String input = rows("a,10:00:00,1", "b,10:00:06,5", "a,10:00:04,300", "a,10:00:09,2");
    String[] args = {"--input", input, "--window", "sliding:4s/2s", "--print", "detail"};
    Outcome without = Outcome.of(WindowAveragesJob::main, args);
    Outcome with =
        Outcome.of(
            WindowAveragesJob::main,
            Stream.concat(
                    Arrays.stream(args),
                    Stream.of("--trace", directory.resolve("t.json").toString()))
                .toArray(String[]::new));
    assertThat(with.lines()).isEqualTo(without.lines());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "t.svg | -p 2 | --trace t.svg: needs -p 1, since subtasks apart have no common order;"
            + " give -p 1 in place of -p 2",
        "t.svg | -Dparallelism.default=2 | --trace t.svg: needs one subtask; add -p 1",
        "t.png | | --trace t.png: its name must end in .svg, .animated.svg, .json or .html, which"
            + " says what is written",
        "nowhere/t.svg | | --trace nowhere/t.svg: there is no directory HERE/nowhere",
        "t.svg | --time @arrival | --trace: means nothing with --time @arrival, where the clock"
            + " decides when a window ends; leave it out",
        "INPUT.json | --input INPUT.json | --trace INPUT.json: is a file of --input or"
            + " --summary-json too; give another name",
        "t.svg | --input files:DIR?watch=1s | --trace t.svg: the --input never ends; give one that"
            + " ends, such as a file"
      })
  void whatCannotBeTracedIsRefused(String file, String more, String message) throws IOException {
    List<String> args = new ArrayList<>(List.of("--trace", file));
    String here = Path.of("").toAbsolutePath().toString();
    if (more == null || !more.contains("--input")) {
      args.addAll(List.of("--input", rows("a,10:00:00,1")));
    }
    if (more != null) {
      args.addAll(List.of(more.split(" ", -1)));
    }
    Path json = directory.resolve("in.json");
    Files.writeString(
        json, "{\"transaction_id\":\"a\",\"timestamp\":1715421600000,\"amount\":1}\n");
    args.replaceAll(
        arg -> arg.replace("INPUT.json", json.toString()).replace("DIR", directory.toString()));
    assertThat(
            assertThrowsExactly(
                    UsageException.class, () -> WindowAveragesJob.main(args.toArray(String[]::new)))
                .messages())
        .containsExactly(message.replace("INPUT.json", json.toString()).replace("HERE", here));
  }

  private Path traced(String form, String input, String... more) {
    Path file = directory.resolve("trace." + form);
    Stream<String> args =
        Stream.concat(Stream.of("--input", input, "--trace", file.toString()), Arrays.stream(more));
    Outcome.of(WindowAveragesJob::main, args.toArray(String[]::new));
    return file;
  }

  private static JsonNode unpacked(String page) throws IOException {
    Matcher data = Pattern.compile("id=\"data\">([^<]*)<").matcher(page);
    assertThat(data.find()).isTrue();
    try (GZIPInputStream unzipped =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(data.group(1))))) {
      return new ObjectMapper().readTree(unzipped);
    }
  }

  private int files;

  private String rows(String... rows) throws IOException {
    Path file = directory.resolve("in-" + files++ + ".csv");
    Files.write(
        file,
        Stream.concat(
                Stream.of("transaction_id,timestamp,amount"),
                Arrays.stream(rows).map(row -> row.replaceFirst(",", ",2024-05-11 ")))
            .toList());
    return file.toString();
  }
}
