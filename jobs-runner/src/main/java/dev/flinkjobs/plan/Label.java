package dev.flinkjobs.plan;

import dev.flinkjobs.options.DisplayWidth;
import java.util.ArrayList;
import java.util.List;

/**
 * Text in a picture whose font nobody knows. Widths are estimates for a wide sans-serif font
 * (DejaVu), so that text stays inside its box with any common one.
 */
public final class Label {

  private Label() {}

  /** The estimated width in em. */
  public static double width(String text) {
    return text.codePoints().mapToDouble(Label::width).sum();
  }

  private static double width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    if (DisplayWidth.isWide(c)) {
      return 1.02;
    }
    if ("ijlI.,:;'|!()[]{}/\\ ".indexOf(c) >= 0) {
      return 0.42;
    }
    if ("mwMW%@".indexOf(c) >= 0) {
      return 1.06;
    }
    return Character.isUpperCase(c) || c > 0xFF ? 0.8 : 0.68;
  }

  /**
   * The text in lines of at most {@code maxWidth} em, broken where a reader would: at spaces, else
   * behind punctuation, before a capital or between East Asian characters, else anywhere. What does
   * not fit into the last line ends in an ellipsis.
   */
  public static List<String> wrap(String text, double maxWidth, int maxLines) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (width(rest) > maxWidth && lines.size() < maxLines - 1) {
      int cut = lineEnd(rest, maxWidth);
      lines.add(rest.substring(0, cut).stripTrailing());
      rest = rest.substring(cut).stripLeading();
    }
    if (width(rest) > maxWidth) {
      rest = rest.substring(0, fitting(rest, maxWidth - width("…"))).stripTrailing() + "…";
    }
    lines.add(rest);
    return lines;
  }

  private static int lineEnd(String text, double maxWidth) {
    int fitting = fitting(text, maxWidth);
    int inWord = 0;
    int atSpace = 0;
    for (int i = 1; i <= fitting; i = text.offsetByCodePoints(i, 1)) {
      int before = text.codePointBefore(i);
      int after = text.codePointAt(i);
      if (before == ' ' || after == ' ') {
        atSpace = i;
      } else if (",(/.:_-=".indexOf(before) >= 0
          || (Character.isLowerCase(before) && Character.isUpperCase(after))
          || DisplayWidth.isWide(before)) {
        inWord = i;
      }
    }
    // A space far to the left would leave a ragged line; a break in the word is then better.
    if (atSpace * 3 >= fitting) {
      return atSpace;
    }
    return inWord * 3 >= fitting ? inWord : fitting;
  }

  /** How many chars of the text fit, at least one character. */
  private static int fitting(String text, double maxWidth) {
    double width = 0;
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      width += width(c);
      if (width > maxWidth && i > 0) {
        return i;
      }
      i += Character.charCount(c);
    }
    return i;
  }
}
