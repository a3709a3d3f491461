package dev.flinkjobs.options;

/** What happens to a row that cannot be decoded. */
public enum OnMalformed {
  /** It is counted and goes to the rejected output. */
  REJECT,
  /** It is counted. */
  SKIP,
  /** It ends the job. */
  FAIL
}
