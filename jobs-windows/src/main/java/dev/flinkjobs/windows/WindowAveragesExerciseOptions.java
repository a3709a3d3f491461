package dev.flinkjobs.windows;

import dev.flinkjobs.options.ExerciseOptions;

/** The options of {@code exercise averages}. */
public final class WindowAveragesExerciseOptions extends ExerciseOptions {
  public WindowAveragesExerciseOptions() {
    super(
        "averages",
        "E2",
        WindowAveragesExercise.class,
        "clean-transactions.csv",
        "window-averages");
  }
}
