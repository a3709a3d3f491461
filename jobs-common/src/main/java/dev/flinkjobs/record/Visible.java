package dev.flinkjobs.record;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text of strangers as it is shown: characters that break a line, steer a terminal or turn the
 * order of letters round are spelled out, as {@code \n} or {@code \u001b}.
 */
public final class Visible {
  private static final String UNSEEN =
      "\\p{Cf}\\p{Cc}\\x{034F}\\x{115F}\\x{1160}\\x{3164}\\x{FFA0}\\x{FE00}-\\x{FE0F}";

  private Visible() {}

  /** The same of all texts that people take for one: however composed, blanks around it or not. */
  public static String alike(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC)
        .replaceAll("\\p{Zs}", " ")
        .replaceAll("[" + UNSEEN + "&&[^\\t\\n]]", "")
        .strip();
  }

  /** The text in one line, with all spelled out that another that looks the same may not have. */
  public static String exactly(String text) {
    boolean isComposed = Normalizer.isNormalized(text, Normalizer.Form.NFC);
    return Pattern.compile(isComposed ? "[" + UNSEEN + "\\p{Z}&&[^ ]]" : "[^ -~]")
        .matcher(text)
        .replaceAll(
            found ->
                found
                    .group()
                    .chars()
                    .mapToObj(c -> Matcher.quoteReplacement(spelled((char) c)))
                    .collect(Collectors.joining()));
  }

  /** The text in one line. */
  public static String text(String text) {
    return spelled(text, false);
  }

  /** The same of a text that is made of lines: its line breaks and tabs stay. */
  public static String lines(String text) {
    return spelled(text, true);
  }

  private static String spelled(String text, boolean inLines) {
    StringBuilder spelled = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean stays = !isControl(c) || (inLines && (c == '\n' || c == '\t'));
      if (!stays && spelled == null) {
        spelled = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      if (spelled != null) {
        spelled.append(stays ? c : spelled(c));
      }
    }
    return spelled == null ? text : spelled.toString();
  }

  /** Whether it has to be spelled out: C0, DEL, C1, separators of lines, overrides of direction. */
  public static boolean isControl(int c) {
    return c < 0x20
        || (c >= 0x7F && c < 0xA0)
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }

  /** How such a character is spelled. */
  public static String spelled(char control) {
    return switch (control) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.format(Locale.ROOT, "\\u%04x", (int) control);
    };
  }
}
