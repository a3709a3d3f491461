package dev.flinkjobs.iteration;

import dev.flinkjobs.options.ExerciseOptions;

/** The options of {@code exercise doubling}. */
public final class DoubleUntilExerciseOptions extends ExerciseOptions {
  public DoubleUntilExerciseOptions() {
    super("doubling", "E4", DoubleUntilExercise.class, "values.csv", "double-until");
  }
}
