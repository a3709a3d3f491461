package dev.flinkjobs.parcels;

import dev.flinkjobs.options.NotAllowed;
import dev.flinkjobs.record.Visible;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Words to look for in addresses.
 *
 * @param words at least one, none blank, in order, since they say the same in any; composed,
 *     whatever they were before
 */
record Keywords(List<String> words) implements Serializable {
  Keywords {
    words = words.stream().map(Visible::composed).distinct().sorted().toList();
  }

  /** Of a text, in which commas separate; blanks around a word do not count. */
  static Keywords parse(String text) {
    List<String> words = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    if (words.contains("")) {
      throw new NotAllowed(text, "words separated by single commas");
    }
    return new Keywords(words);
  }

  /** Whether the text has one of the words, composed or not. */
  boolean areIn(String text) {
    String composed = Visible.composed(text);
    return words.stream().anyMatch(composed::contains);
  }

  /** As on the command line: {@code 산간,도서}. */
  @Override
  public String toString() {
    return String.join(",", words);
  }
}
