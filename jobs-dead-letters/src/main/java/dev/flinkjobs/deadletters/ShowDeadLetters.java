package dev.flinkjobs.deadletters;

import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.record.Visible;

/** Prints all of each dead letter as a line of JSON, to be corrected and replayed. */
public final class ShowDeadLetters {
  private ShowDeadLetters() {}

  public static void main(String[] args) {
    ShowDeadLettersOptions options = new ShowDeadLettersOptions();
    if (CommandLineParser.parse(options, args, System.out)) {
      DeadLetters.forEach(options, letter -> System.out.println(Visible.text(letter.json())));
    }
    System.out.flush();
  }
}
