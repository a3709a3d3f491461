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
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
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
        "co-flat-map | (a,1) (a,3)",
      })
  void aTransformationGivesItsLiteralResultsInTheirOrder(String stop, String expected) {
    assertThat(results.get(stop)).containsExactly(expected.split(" ", -1));
  }

  /** Each stream and each subtask has an order, and there is none between two of them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "union | 1, 2, 3 | 4, 5, 6",
        "co-map | String: A, String: B | Int: 1, Int: 2",
        "side-output | even: 2, even: 4, even: 6 | odd: 1, odd: 3, odd: 5",
        "broadcast-state | 2 USD = 2800 KRW, 1 USD = 1400 KRW | 3 EUR = 4500 KRW",
        "custom-partitioner | subtask 0: 2, subtask 0: 4, subtask 0: 6"
            + " | subtask 1: 1, subtask 1: 3, subtask 1: 5",
      })
  void twoStreamsOrSubtasksGiveTheirResultsInWhateverOrder(String stop, String one, String other) {
    List<String> first = List.of(one.split(", ", -1));
    List<String> second = List.of(other.split(", ", -1));
    assertThat(results.get(stop))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(first.stream(), second.stream()).toList())
        .containsSubsequence(first)
        .containsSubsequence(second);
  }

  @Test
  @SuppressWarnings("try") // The harness says that closing it may be interrupted.
  void whatComesIsNotSorted() throws Exception {
    InTourOrder inTourOrder = new InTourOrder(List.of("co-map: both"));
    try (KeyedOneInputStreamOperatorTestHarness<String, Result, String> harness =
        ProcessFunctionTestHarnesses.forKeyedProcessFunction(
            inTourOrder, result -> "tour", Types.STRING)) {
      for (String text : List.of("Int: 2", "String: B", "Int: 1", "String: A")) {
        harness.processElement(new Result(0, text), 0);
      }
      harness.processWatermark(Long.MAX_VALUE);
      assertThat(harness.extractOutputValues())
          .containsExactly("co-map: both", "  Int: 2", "  String: B", "  Int: 1", "  String: A");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"map", "key-by-sum", "co-map", "union", "side-output"})
  void withTwoSubtasksEachResultIsBehindTheNumberOfItsSubtask(String stop) {
    List<String> lines = resultsByStop(run(stop, "-p", "2").out).get(stop);
    assertThat(lines).allMatch(line -> line.matches("[12]> .+"));
    assertThat(lines)
        .extracting(line -> line.substring("1> ".length()))
        .containsExactlyInAnyOrderElementsOf(results.get(stop));
  }

  @Test
  void elementsAreDividedAmongTheSubtasksAndThoseOfAKeyStayTogether() {
    assertThat(resultsByStop(run("map", "-p", "2").out).get("map"))
        .filteredOn(line -> line.startsWith("2> "))
        .hasSize(2);
    assertThat(resultsByStop(run("key-by-reduce", "-p", "4").out).get("key-by-reduce"))
        .filteredOn(line -> line.contains("(A,"))
        .hasSize(2)
        .extracting(line -> line.substring(0, line.indexOf('>')))
        .containsOnly(subtaskOf("A", 4));
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
    assertThat(faults("--input", "a.csv", "--output", "discard"))
        .contains("unknown option --input; see --help", "unknown option --output; see --help");
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

  /** As Flink finds it, counted from 1. */
  private static String subtaskOf(String key, int parallelism) {
    return String.valueOf(
        1 + KeyGroupRangeAssignment.assignKeyToParallelOperator(key, 128, parallelism));
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
