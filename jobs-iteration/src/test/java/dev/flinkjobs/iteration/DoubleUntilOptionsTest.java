package dev.flinkjobs.iteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.options.IterationOptions;
import dev.flinkjobs.options.Lang;
import dev.flinkjobs.options.OptionsDocs;
import dev.flinkjobs.options.Texts;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.testing.OptionsContract;
import dev.flinkjobs.testing.TestsOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DoubleUntilOptionsTest {

  @Test
  void everyTextIsThereInBothLanguages() {
    assertThat(Texts.faults(new DoubleUntilOptions())).isEmpty();
  }

  @Test
  void everyOptionIsTestedThoseOfAllIterationsToo() {
    Set<String> names =
        new TreeSet<>(OptionsDocs.names(new DoubleUntilOptions(), DoubleUntilOptions.class));
    names.addAll(OptionsDocs.names(new DoubleUntilOptions(), IterationOptions.class));
    OptionsContract.everyOptionIsTested(names, DoubleUntilOptionsTest.class);
  }

  @Test
  @TestsOption("--values")
  void valuesAreAListOfWholeNumbers() {
    assertThat(parse().values().numbers()).containsExactly(10L);
    assertThat(parse("--values", "10, -3,9223372036854775807").values().numbers())
        .containsExactly(10L, -3L, Long.MAX_VALUE);
    for (String bad : List.of("1.5", "NaN", "1,,2", "9223372036854775808")) {
      assertThat(faults("--values", bad))
          .containsExactly(
              "--values: '"
                  + bad
                  + "' is not allowed; allowed: whole numbers of 64 bits separated by commas, such"
                  + " as 10,3");
    }
    assertThat(faults("--values", "1", "--input", "my.csv"))
        .containsExactly("--values and --input both say what to begin with; give only one of them");
    assertThat(faults("--values", "1", "--distinct-by", "value"))
        .containsExactly("--distinct-by is for rows of an input; add --input, or leave it out");
  }

  @Test
  @TestsOption("--until")
  void untilIsAWholeNumber() {
    assertThat(parse().until()).isEqualTo(100);
    assertThat(parse("--until", "7").until()).isEqualTo(7);
    assertThat(faults("--until", "many"))
        .containsExactly("--until: 'many' is not allowed; allowed: a whole number");
  }

  @Test
  @TestsOption("--labels")
  void labelsAreKoreanUnlessEnglishIsAskedFor() {
    assertThat(parse().labels()).isEqualTo(Lang.KO);
    assertThat(parse("--labels", "en").labels()).isEqualTo(Lang.EN);
  }

  @Test
  @TestsOption("--max-rounds")
  void thereAreAHundredRoundsAtMostUnlessAnotherNumberIsGiven() {
    assertThat(parse().maxRounds()).isEqualTo(100);
    assertThat(parse("--max-rounds", "3").maxRounds()).isEqualTo(3);
    assertThat(faults("--max-rounds", "0"))
        .containsExactly("--max-rounds: '0' is not allowed; allowed: a whole number from 1");
  }

  @Test
  @TestsOption("--state")
  void roundsAreRecordedInADirectoryThatCanBeWritten() {
    assertThat(parse().state()).isEmpty();
    assertThat(parse("--state", "state").state()).contains(Path.of("state"));
    assertThat(faults("--state", "pom.xml"))
        .containsExactly("--state pom.xml: is a file; give another directory, e.g. state");
  }

  @Test
  void whatSavepointsAndCheckpointsAreForIsSaidToBeOfNoUse() {
    assertThat(
            faults(
                "--state-dir",
                "there",
                "-Dexecution.checkpointing.interval=1s",
                "-Dexecution.state-recovery.path=x"))
        .containsExactly(
            "--state-dir: rounds have no savepoints; to go on after an interruption give --state"
                + " there",
            "-Dexecution.checkpointing.interval: a round has no checkpoints, it is repeated as a"
                + " whole; leave the option out",
            "-Dexecution.state-recovery.path: a round has no checkpoints, it is repeated as a"
                + " whole; leave the option out");
    assertThat(faults("-Dexecution.savepoint.path=x"))
        .as("by its former name")
        .containsExactly(
            "-Dexecution.savepoint.path: a round has no checkpoints, it is repeated as a whole;"
                + " leave the option out");
  }

  @Test
  void aRunIsWhatItIsByTheOptionsOfTheJobAndNotByWhenItEnds() {
    assertThat(
            parse("--until", "7", "--max-rounds", "3", "-p", "4", "--output", "discard").meaning())
        .isEqualTo(
            Map.of(
                "job",
                "double-until",
                "--values",
                "10",
                "--until",
                "7",
                "--delimiter",
                ",",
                "--encoding",
                "utf-8"));
  }

  private static DoubleUntilOptions parse(String... args) {
    DoubleUntilOptions options = new DoubleUntilOptions();
    assertThat(CommandLineParser.parse(options, args, new StringBuilder())).isTrue();
    return options;
  }

  private static List<String> faults(String... args) {
    return catchThrowableOfType(UsageException.class, () -> parse(args)).messages();
  }
}
