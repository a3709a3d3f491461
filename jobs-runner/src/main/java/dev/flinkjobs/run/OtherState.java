package dev.flinkjobs.run;

import dev.flinkjobs.ledger.Verdict;

/** The state that a job was to go on with is that of another one. */
final class OtherState extends Verdict {
  private static final long serialVersionUID = 1L;

  /** Where nothing says what state means. */
  static final String UNKNOWN =
      "nothing in it says what its state means: it was made by an earlier build, by a program that"
          + " is no job of flink-jobs, or when all input had been read; begin anew without it";

  /** Where an operator of the state is not in the job. */
  static final String UNCLAIMED =
      "there is state of operators that this job does not have: it was made by another job or build,"
          + " or with another --output, --rejected or --late; give what was given then, or begin"
          + " anew without it";

  OtherState(String message) {
    super(message);
  }
}
