package dev.flinkjobs.plan;

import dev.flinkjobs.options.Resources;
import dev.flinkjobs.record.Message;
import org.jspecify.annotations.Nullable;

/**
 * An SVG document that needs no fonts, scripts or style sheets of its surroundings, so that it
 * shows wherever pictures do. Lengths are in pixels; every number in the text is whole, so it is
 * stable.
 */
public final class Svg {
  private final StringBuilder text = new StringBuilder();

  /**
   * Begins a document.
   *
   * @param style the name of a style sheet beside the class
   */
  public Svg(int width, int height, String title, Class<?> owner, String style) {
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\">",
        width, height, width, height);
    line("<title>%s</title>", title);
    line("<style>");
    text.append(Resources.text(owner, style));
    line("</style>");
    line("<rect class=\"page\" width=\"%d\" height=\"%d\" rx=\"12\"/>", width, height);
  }

  /**
   * Adds a line.
   *
   * @param format of a {@link Message}
   * @param arguments of which texts become XML text, whatever is in them
   */
  public void line(String format, @Nullable Object... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof String argument) {
        arguments[i] = escape(argument);
      }
    }
    text.append(Message.of(format, arguments)).append('\n');
  }

  /** Ends the document, and gives it. Lines end with LF. */
  public String end() {
    line("</svg>");
    return text.toString();
  }

  /** XML text, without the characters that XML cannot hold. */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isXml(c) ? c : 0xFFFD);
              }
            });
    return escaped.toString();
  }

  private static boolean isXml(int c) {
    return c >= 0x20 && !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
  }
}
