package dev.flinkjobs.options;

/** Whether a job that goes on from a savepoint may be given another value of an option. */
public enum OnResume {
  /** No: state, or a value of a result, depends on it. */
  SAME,
  /** If {@code --accept-changed} names it. */
  IF_ACCEPTED,
  /** Yes: no value of a result depends on it. */
  FREE
}
