package dev.flinkjobs.parcels;

import java.io.Serializable;
import java.util.List;

/**
 * Words to look for in addresses.
 *
 * @param words at least one, none blank, in order, since they say the same in any; composed,
 *     whatever they were before
 */
record Keywords(List<String> words) implements Serializable {
  Keywords {
    words = words.stream().map(Hangul::composed).distinct().sorted().toList();
  }

  /** Whether the text has one of the words, composed or not. */
  boolean areIn(String text) {
    String composed = Hangul.composed(text);
    return words.stream().anyMatch(composed::contains);
  }

  /** As on the command line: {@code 산간,도서}. */
  @Override
  public String toString() {
    return String.join(",", words);
  }
}
