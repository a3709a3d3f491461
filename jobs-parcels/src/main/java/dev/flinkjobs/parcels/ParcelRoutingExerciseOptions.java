package dev.flinkjobs.parcels;

import dev.flinkjobs.options.CommandDoc;
import dev.flinkjobs.options.ExerciseOptions;

/** The options of {@code exercise parcels}. */
@CommandDoc(
    name = "exercise parcels",
    exercise = "E3",
    main = ParcelRoutingExercise.class,
    sample = "parcels.csv",
    job = "parcel-routing")
public final class ParcelRoutingExerciseOptions extends ExerciseOptions {}
