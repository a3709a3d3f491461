package dev.flinkjobs.run;

import dev.flinkjobs.record.Visible;
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
    if (!Visible.text(word).equals(word)) {
      // Not POSIX yet, but of bash and zsh, which know the spelling.
      return "$'" + Visible.text(word.replace("\\", "\\\\").replace("'", "\\'")) + "'";
    }
    return word.matches(NEED_NO_QUOTES) ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
