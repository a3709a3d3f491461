package dev.flinkjobs.run;

import java.util.List;
import java.util.stream.Collectors;

/** Words as they are typed into a POSIX shell. */
final class ShellWords {
  private static final String NEED_NO_QUOTES = "[A-Za-z0-9_./:=,@%+-]+";

  private ShellWords() {}

  static String join(List<String> words) {
    return words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
  }

  private static String quote(String word) {
    return word.matches(NEED_NO_QUOTES) ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
