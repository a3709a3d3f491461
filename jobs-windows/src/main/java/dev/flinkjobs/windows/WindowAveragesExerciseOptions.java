package dev.flinkjobs.windows;

import dev.flinkjobs.options.CommandDoc;
import dev.flinkjobs.options.ExerciseOptions;

/** The options of {@code exercise averages}. */
@CommandDoc(
    name = "exercise averages",
    exercise = "E2",
    main = WindowAveragesExercise.class,
    sample = "clean-transactions.csv",
    job = "window-averages")
public final class WindowAveragesExerciseOptions extends ExerciseOptions {}
