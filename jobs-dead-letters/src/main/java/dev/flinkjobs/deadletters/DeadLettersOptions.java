package dev.flinkjobs.deadletters;

import dev.flinkjobs.options.CommandOptions;
import dev.flinkjobs.options.OptionDoc;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which dead letters a command is about. */
abstract class DeadLettersOptions extends CommandOptions {

  @Option(names = "--input", required = true)
  @OptionDoc(type = "dead-letters", example = "rejected")
  private String input = "";

  @Option(names = "--id")
  @OptionDoc(type = "id", example = "7d0c2f0f6a1e4b6e9c3d5a8b1f2e4c60")
  private final List<String> ids = new ArrayList<>();

  @Option(names = "--reason")
  @OptionDoc(type = "reason", example = "late")
  private final List<String> reasons = new ArrayList<>();

  final String input() {
    return input;
  }

  final boolean takes(DeadLetter letter) {
    return (ids.isEmpty() || ids.contains(letter.id()))
        && (reasons.isEmpty() || reasons.contains(letter.reason()));
  }
}
