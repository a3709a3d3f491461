package dev.flinkjobs.deadletters;

import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.record.Visible;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Prints how many dead letters there are, by reason and by where they come from. */
public final class CountDeadLetters {
  private CountDeadLetters() {}

  public static void main(String[] args) {
    CountDeadLettersOptions options = new CountDeadLettersOptions();
    if (CommandLineParser.parse(options, args, System.out)) {
      Map<String, Long> byReason = new TreeMap<>();
      Map<String, Long> bySource = new TreeMap<>();
      DeadLetters.forEach(
          options,
          letter -> {
            byReason.merge(letter.reason(), 1L, Long::sum);
            bySource.merge(letter.source(), 1L, Long::sum);
          });
      print(
          "dead letters", Map.of("", byReason.values().stream().mapToLong(Long::longValue).sum()));
      print("by reason", byReason);
      bySource.remove("");
      print("by source", bySource);
    }
    System.out.flush();
  }

  private static void print(String title, Map<String, Long> counts) {
    String name = title;
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      System.out.printf(
          Locale.ROOT, "%-12s %,8d  %s%n", name, count.getValue(), Visible.text(count.getKey()));
      name = "";
    }
  }
}
