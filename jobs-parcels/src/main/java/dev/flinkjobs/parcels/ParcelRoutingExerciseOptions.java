package dev.flinkjobs.parcels;

import dev.flinkjobs.options.ExerciseOptions;

/** The options of {@code exercise parcels}. */
public final class ParcelRoutingExerciseOptions extends ExerciseOptions {
  public ParcelRoutingExerciseOptions() {
    super("parcels", "E3", ParcelRoutingExercise.class, "parcels.csv", "parcel-routing");
  }
}
