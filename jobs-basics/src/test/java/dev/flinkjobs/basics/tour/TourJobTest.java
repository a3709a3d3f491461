package dev.flinkjobs.basics.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.options.CommandOptions;
import dev.flinkjobs.options.Completion;
import dev.flinkjobs.options.Texts;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.testing.StdStreams;
import dev.flinkjobs.testing.UidContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TourJobTest {
  private static Outcome whole = new Outcome("", "");
  private static Map<String, List<String>> results = Map.of();

  @BeforeAll
  static void runTheWholeTour() {
    whole = run();
    results = resultsByStop(whole.out);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "map | 2 4 6 8",
        "flat-map | h e l l o h i",
        "filter | 2 4 6",
        "key-by-reduce | (A,1) (B,2) (A,4) (B,6)",
        "key-by-sum | (apple,1) (banana,1) (apple,2)",
        "process | 1 4 3 8 5 12",
        "union | 1 2 3 4 5 6",
        "co-flat-map | (a,1) (a,3)",
      })
  void aTransformationGivesItsLiteralResults(String stop, String expected) {
    assertThat(results.get(stop)).containsExactly(expected.split(" ", -1));
  }

  @Test
  void coMapTreatsEachStreamInItsOwnWay() {
    assertThat(results.get("co-map")).containsExactly("String: A", "String: B", "Int: 1", "Int: 2");
  }

  @Test
  void sideOutputSplitsInTwo() {
    assertThat(results.get("side-output"))
        .containsExactly("even: 2", "even: 4", "even: 6", "odd: 1", "odd: 3", "odd: 5");
  }

  @Test
  void broadcastStateIsKnownWhereEachAmountIs() {
    assertThat(results.get("broadcast-state"))
        .containsExactly("1 USD = 1400 KRW", "2 USD = 2800 KRW", "3 EUR = 4500 KRW");
  }

  @Test
  void aCustomPartitionerChoosesTheSubtask() {
    assertThat(results.get("custom-partitioner"))
        .containsExactly(
            "subtask 0: 2",
            "subtask 0: 4",
            "subtask 0: 6",
            "subtask 1: 1",
            "subtask 1: 3",
            "subtask 1: 5");
  }

  @Test
  void theTourHasThoseStopsInTheirOrderAndNothingToAccountFor() {
    assertThat(results.keySet())
        .containsExactly(
            "map",
            "flat-map",
            "filter",
            "key-by-reduce",
            "key-by-sum",
            "process",
            "union",
            "co-map",
            "co-flat-map",
            "side-output",
            "broadcast-state",
            "custom-partitioner");
    assertThat(whole.err).matches("tour finished in [0-9.]+ s\n");
  }

  @Test
  void oneStopIsShownAlone() {
    assertThat(run("process").out)
        .isEqualTo(
            """
            process: [1 to 6], even ones doubled, odd ones kept
              1
              4
              3
              8
              5
              12
            """);
  }

  @Test
  void aMisspeltStopGetsTheNearestOne() {
    assertThat(faults("flatmap"))
        .singleElement()
        .asString()
        .startsWith("'flatmap' is not allowed; allowed: map, flat-map, filter, ")
        .endsWith("custom-partitioner (did you mean flat-map?)");
    assertThat(faults("map", "filter")).containsExactly("'filter' is not an option; see --help");
  }

  @Test
  void optionsThatMeanNothingHereAreNone() {
    assertThat(faults("--input", "a.csv", "-p", "2"))
        .contains("unknown option --input; see --help", "unknown option -p; see --help");
  }

  @Test
  void helpAndCompletionNameTheStops() {
    String help = run("--help", "--lang", "en").out;
    assertThat(help)
        .startsWith("Usage: ./jobs tour [NAME] [options]\n")
        .contains("\nNAME is one of map, flat-map, filter, ")
        .doesNotContain("--input", "Input and output");
    assertThat(Completion.bash(List.<CommandOptions>of(new TourOptions())))
        .contains("'tour') printf '%s' 'map flat-map filter ")
        .contains("'tour '*' --explain') printf '%s' 'json mermaid svg'");
    assertThat(Texts.faults(new TourOptions())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "mermaid", "svg"})
  void explainShowsTheGraphOfOneStop(String format) {
    assertThat(run("key-by-sum", "--explain=" + format).out)
        .contains("fruit", "sum", "in tour order")
        .doesNotContain("flat-map");
  }

  @Test
  void theOperatorsKeepTheirUids() throws IOException {
    UidContract.check(UidContract.graphOf(TourJob::main), Path.of("src/test/resources/tour.uids"));
  }

  private static Map<String, List<String>> resultsByStop(String out) {
    Map<String, List<String>> byStop = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : out.lines().toList()) {
      if (line.startsWith("  ")) {
        current.add(line.substring(2));
      } else {
        current = new ArrayList<>();
        byStop.put(line.substring(0, line.indexOf(':')), current);
      }
    }
    return byStop;
  }

  private static List<String> faults(String... args) {
    return catchThrowableOfType(
            UsageException.class,
            () -> CommandLineParser.parse(new TourOptions(), args, new StringBuilder()))
        .messages();
  }

  private static Outcome run(String... args) {
    try (StdStreams std = StdStreams.capture()) {
      TourJob.main(args);
      return new Outcome(std.out(), std.err());
    }
  }

  private record Outcome(String out, String err) {}
}
