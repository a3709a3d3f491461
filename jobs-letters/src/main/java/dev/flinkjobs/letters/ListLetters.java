package dev.flinkjobs.letters;

import dev.flinkjobs.options.CommandLineParser;

/** Prints a line for each letter: id, reason, and what is wrong. */
public final class ListLetters {
  private ListLetters() {}

  public static void main(String[] args) {
    ListLettersOptions options = new ListLettersOptions();
    if (CommandLineParser.parse(options, args, System.out)) {
      Letters.forEach(
          options,
          letter ->
              System.out.println(String.join("  ", letter.line()).replaceAll("\\p{Cntrl}", " ")));
    }
    System.out.flush();
  }
}
