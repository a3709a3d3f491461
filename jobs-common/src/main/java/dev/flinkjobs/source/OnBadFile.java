package dev.flinkjobs.source;

/** What happens to a file that is empty, or does not have the header that a job needs. */
public enum OnBadFile {
  /** It is named and counted, and the others are read. */
  SKIP,
  /** It ends the job, or keeps it from starting. */
  FAIL
}
