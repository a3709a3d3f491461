package dev.flinkjobs.output;

import dev.flinkjobs.options.Problems;

/**
 * A kind of output, known by what comes before the colon of an output option. Those that are not
 * built in are found by {@link java.util.ServiceLoader}.
 */
public interface OutputScheme {

  /** What comes before the colon, such as {@code files}. */
  String scheme();

  /**
   * Makes an output of an option's text. Faults of the text are added to {@code problems}; what is
   * returned then is not used.
   */
  Output parse(OutputText text, Problems problems);
}
