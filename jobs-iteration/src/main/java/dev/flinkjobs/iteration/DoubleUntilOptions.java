package dev.flinkjobs.iteration;

import dev.flinkjobs.options.CommandDoc;
import dev.flinkjobs.options.IterationOptions;
import dev.flinkjobs.options.Lang;
import dev.flinkjobs.options.OnResume;
import dev.flinkjobs.options.OptionDoc;
import dev.flinkjobs.options.Problems;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of {@code double-until}. */
@CommandDoc(name = "double-until", exercise = "E4", main = DoubleUntilJob.class)
public final class DoubleUntilOptions extends IterationOptions {
  private static final WholeNumbers EXERCISE = new WholeNumbers(List.of(10L));

  @Option(names = "--values")
  @OptionDoc(type = "numbers", example = "10,3")
  private WholeNumbers values = EXERCISE;

  @Option(names = "--until")
  @OptionDoc(type = "number", example = "1000")
  private long until = 100;

  @Option(names = "--labels")
  @OptionDoc(onResume = OnResume.FREE, example = "en")
  private Lang labels = Lang.KO;

  /** None: without an input there are {@code --values}. */
  @Override
  public boolean readsInput() {
    return !input().isEmpty();
  }

  /** What to begin with, unless there is an input. */
  WholeNumbers values() {
    return values;
  }

  /** What every value has to reach. */
  long until() {
    return until;
  }

  /** The language that the console names results in. */
  Lang labels() {
    return labels;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // Whether any were given, equal ones too.
  protected void check(Problems problems) {
    super.check(problems);
    if (readsInput() && values != EXERCISE) {
      problems.add("--values and --input both say what to begin with; give only one of them");
    }
  }
}
