package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of the README and the manual print what is shown. */
@Tag("processes")
class ReadmeIT {

  @ParameterizedTest
  @MethodSource("examples")
  void aCommandPrintsWhatIsShownBelowIt(Readme.Example example) {
    Jobs.Result result = Jobs.in(Jobs.packed(), "bash", "-c", example.command()).run();
    String last = example.shown().get(example.shown().size() - 1);
    boolean resultsAlone = result.out().endsWith(last + "\n");
    assertThat(withoutTimes(resultsAlone ? result.out() : result.out() + result.err()))
        .matches(pattern(example.shown()));
  }

  /** Those of {@code ./jobs}, besides what a person has to end by Ctrl-C. */
  static Stream<Readme.Example> examples() throws IOException {
    List<Readme.Example> examples = new ArrayList<>();
    for (String page : Readme.pages()) {
      Readme.of(page).examples().stream()
          .filter(example -> example.command().contains("./jobs "))
          .filter(example -> !example.shown().contains("^C"))
          .forEach(examples::add);
    }
    assertThat(examples).hasSizeGreaterThanOrEqualTo(15);
    return examples.stream();
  }

  private static Pattern pattern(List<String> shown) {
    return Pattern.compile(
        shown.stream()
            .map(line -> line.equals("…") ? "(?:.*\n)+?" : Pattern.quote(withoutTimes(line) + "\n"))
            .collect(Collectors.joining()));
  }

  private static String withoutTimes(String text) {
    return text.replaceAll("in [0-9.]+ s, [0-9,]+ rows/s", "in N s, N rows/s");
  }
}
