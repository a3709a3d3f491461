package dev.flinkjobs.options;

/** The parts of a help text, in the order in which they appear. */
public enum OptionGroup {
  /** What only this command has. */
  JOB,
  INPUT_OUTPUT,
  RUN,
  GENERAL
}
