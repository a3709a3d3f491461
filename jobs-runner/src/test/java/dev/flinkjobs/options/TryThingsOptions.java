package dev.flinkjobs.options;

/** An exercise. */
@CommandDoc(
    name = "exercise things",
    exercise = "E0",
    main = TryThingsOptions.class,
    sample = "things.csv",
    job = "example")
final class TryThingsOptions extends ExerciseOptions {}
