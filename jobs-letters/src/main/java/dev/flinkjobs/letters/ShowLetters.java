package dev.flinkjobs.letters;

import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.record.Visible;

/** Prints all of each letter as a line of JSON, to be corrected and replayed. */
public final class ShowLetters {
  private ShowLetters() {}

  public static void main(String[] args) {
    ShowLettersOptions options = new ShowLettersOptions();
    if (CommandLineParser.parse(options, args, System.out)) {
      Letters.forEach(options, letter -> System.out.println(Visible.text(letter.json())));
    }
    System.out.flush();
  }
}
