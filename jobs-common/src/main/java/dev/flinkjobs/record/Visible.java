package dev.flinkjobs.record;

import java.util.Locale;

/**
 * Text of strangers as it is shown: characters that break a line, steer a terminal or turn the
 * order of letters round are spelled out, as {@code \n} or {@code \u001b}.
 */
public final class Visible {
  private Visible() {}

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
