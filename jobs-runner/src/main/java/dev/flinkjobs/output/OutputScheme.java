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
   * Makes an output of an option's text, for which {@link dev.flinkjobs.options.Settings} is of
   * use.
   *
   * @param option the option's name, such as {@code --output}, for messages
   * @param text all of it, the scheme included; for a job with routes, once for each, with its name
   *     in place of {@code {route}}
   * @param problems gets all that is wrong with the text; what is returned then is not used
   */
  Output parse(String option, String text, Problems problems);
}
