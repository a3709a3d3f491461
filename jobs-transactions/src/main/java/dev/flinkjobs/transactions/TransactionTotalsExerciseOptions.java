package dev.flinkjobs.transactions;

import dev.flinkjobs.options.ExerciseOptions;

/** The options of {@code exercise totals}. */
public final class TransactionTotalsExerciseOptions extends ExerciseOptions {
  public TransactionTotalsExerciseOptions() {
    super(
        "totals",
        "E1",
        TransactionTotalsExercise.class,
        "clean-transactions.csv",
        "transaction-totals");
  }
}
