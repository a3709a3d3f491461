package dev.flinkjobs.basics.tour;

import java.util.Comparator;
import java.util.List;

/** In which order the results of a stop are shown. */
enum Order {
  AS_EMITTED,
  /** For results of two subtasks or streams, which come in any order. */
  BY_TEXT,
  /** The same, the last first word first: {@code String: A} before {@code Int: 1}. */
  BY_FIRST_WORD_REVERSED;

  List<String> of(List<String> results) {
    return switch (this) {
      case AS_EMITTED -> results;
      case BY_TEXT -> results.stream().sorted().toList();
      case BY_FIRST_WORD_REVERSED ->
          results.stream()
              .sorted()
              .sorted(Comparator.comparing(Order::firstWord).reversed())
              .toList();
    };
  }

  private static String firstWord(String text) {
    return text.split(" ", 2)[0];
  }
}
