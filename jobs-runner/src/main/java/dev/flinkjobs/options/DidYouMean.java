package dev.flinkjobs.options;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt word was meant to be. */
public final class DidYouMean {

  private DidYouMean() {}

  /**
   * The candidate with the fewest edits from {@code word}, upper and lower case being equal; of
   * equally near ones the first. Empty if none is near enough to be meant: at most one edit in
   * words of two or three letters, two in words of up to eight, else a third of the letters.
   */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    String wanted = word.toLowerCase(Locale.ROOT);
    int letters = wanted.replaceFirst("^-+", "").length();
    int best = (letters <= 1 ? 0 : letters <= 3 ? 1 : letters <= 8 ? 2 : letters / 3) + 1;
    String nearest = null;
    for (String candidate : candidates) {
      int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
      if (distance < best) {
        best = distance;
        nearest = candidate;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** The end of an error message: {@code " (did you mean every?)"}, or nothing. */
  public static String hint(String word, Collection<String> candidates) {
    return nearest(word, candidates).map(found -> " (did you mean " + found + "?)").orElse("");
  }

  /** Levenshtein's distance, in one row of the matrix. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
