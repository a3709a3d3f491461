package dev.flinkjobs.letters;

import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.record.Visible;

/** Prints a line for each letter: id, reason, and what is wrong. */
public final class ListLetters {
  private ListLetters() {}

  public static void main(String[] args) {
    ListLettersOptions options = new ListLettersOptions();
    if (CommandLineParser.parse(options, args, System.out)) {
      Letters.forEach(
          options, letter -> System.out.println(Visible.text(String.join("  ", letter.line()))));
    }
    System.out.flush();
  }
}
