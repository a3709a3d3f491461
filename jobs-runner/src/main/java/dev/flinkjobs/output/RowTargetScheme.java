package dev.flinkjobs.output;

import dev.flinkjobs.options.Problems;

/**
 * A kind of {@link RowTarget}, known by what comes before the {@code ://} of the option {@code
 * --to}, and found by {@link java.util.ServiceLoader}.
 */
public interface RowTargetScheme {

  /** How it is written, for messages and to know it by: {@code kafka://HOST:PORT/TOPIC}. */
  String form();

  /**
   * The target that a text names, which sends nothing before the first row.
   *
   * @param option the option's name, for messages
   * @param problems gets all that is wrong with the text; what is returned then is not used
   */
  RowTarget open(String option, String text, Problems problems);
}
