package dev.flinkjobs.options;

/** An exercise. */
final class TryThingsOptions extends ExerciseOptions {
  TryThingsOptions() {
    super("things", "E0", TryThingsOptions.class, "things.csv", "example");
  }
}
