package dev.flinkjobs.basics;

import dev.flinkjobs.record.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a text: letters and digits of any script, with the marks that belong to them, and an
 * apostrophe between two of them, so that {@code don't} is one word. Everything else separates. How
 * a letter is composed makes no difference (Unicode's form NFC).
 */
final class Words {
  /** The two invisible joiners are within words of Persian and of Indian languages. */
  private static final String PART = "[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}\\x{200C}\\x{200D}]*";

  private static final char TYPOGRAPHIC_APOSTROPHE = '\u2019';
  private static final Pattern WORD = Pattern.compile(PART + "(?:'" + PART + ")*");

  private Words() {}

  /**
   * The words in their order.
   *
   * @param keepCase whether {@code Flink} and {@code flink} are two words; else all are in lower
   *     case
   */
  static List<String> in(String text, boolean keepCase) {
    String composed = Visible.composed(text).replace(TYPOGRAPHIC_APOSTROPHE, '\'');
    Matcher matcher = WORD.matcher(keepCase ? composed : composed.toLowerCase(Locale.ROOT));
    List<String> words = new ArrayList<>();
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }
}
