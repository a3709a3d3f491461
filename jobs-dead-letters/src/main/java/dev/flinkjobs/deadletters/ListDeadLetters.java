package dev.flinkjobs.deadletters;

import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.record.Visible;

/** Prints a line for each dead letter: id, reason, and what is wrong. */
public final class ListDeadLetters {
  private ListDeadLetters() {}

  public static void main(String[] args) {
    ListDeadLettersOptions options = new ListDeadLettersOptions();
    if (CommandLineParser.parse(options, args, System.out)) {
      DeadLetters.forEach(
          options, letter -> System.out.println(Visible.text(String.join("  ", letter.line()))));
    }
    System.out.flush();
  }
}
