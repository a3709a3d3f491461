package dev.flinkjobs.input;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.options.Problems;

/**
 * A kind of input that is no file, known by what comes before the {@code ://} of an input option.
 * Those that are not built in are found by {@link java.util.ServiceLoader}.
 */
public interface InputScheme {

  /** What comes before the {@code ://}, such as {@code socket}. */
  String scheme();

  /** How it is written, for messages: {@code socket://HOST:PORT}. */
  String form();

  /**
   * Makes an input of an option's text, for which {@link dev.flinkjobs.options.Settings} is of use.
   *
   * @param option the option's name, such as {@code --input}, for messages
   * @param text all of it, the scheme included
   * @param dialect of rows that are CSV
   * @param problems gets all that is wrong with the text; what is returned then is not used
   */
  Input parse(String option, String text, CsvDialect dialect, Problems problems);
}
