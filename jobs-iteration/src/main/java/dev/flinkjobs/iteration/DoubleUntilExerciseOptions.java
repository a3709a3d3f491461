package dev.flinkjobs.iteration;

import dev.flinkjobs.options.CommandDoc;
import dev.flinkjobs.options.ExerciseOptions;

/** The options of {@code exercise doubling}. */
@CommandDoc(
    name = "exercise doubling",
    exercise = "E4",
    main = DoubleUntilExercise.class,
    sample = "values.csv",
    job = "double-until")
public final class DoubleUntilExerciseOptions extends ExerciseOptions {}
