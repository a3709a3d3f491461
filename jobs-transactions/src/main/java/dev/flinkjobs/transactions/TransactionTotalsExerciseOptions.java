package dev.flinkjobs.transactions;

import dev.flinkjobs.options.CommandDoc;
import dev.flinkjobs.options.ExerciseOptions;

/** The options of {@code exercise totals}. */
@CommandDoc(
    name = "exercise totals",
    exercise = "E1",
    main = TransactionTotalsExercise.class,
    sample = "clean-transactions.csv",
    job = "transaction-totals")
public final class TransactionTotalsExerciseOptions extends ExerciseOptions {}
