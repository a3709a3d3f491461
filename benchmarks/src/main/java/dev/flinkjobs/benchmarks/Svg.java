package dev.flinkjobs.benchmarks;

import java.util.Locale;

/** An SVG picture on white, so that it can be read on any page. */
final class Svg {
  /** The colour of ours in all pictures. */
  static final String OURS = "#e6526f";

  private static final String INK = "#222";

  private final StringBuilder shapes = new StringBuilder();

  /** Adds a shape, with numbers as SVG writes them. */
  void add(String format, Object... values) {
    shapes.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  void text(double x, double y, String anchor, String style, String text) {
    text(x, y, anchor, style, text, INK);
  }

  void text(double x, double y, String anchor, String style, String text, String colour) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\" fill=\"%s\">%s</text>",
        x, y, anchor, style, colour, escaped(text));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  /**
   * The whole picture.
   *
   * @param title for those who hear it, as {@code description}
   * @param style further rules of CSS
   */
  String picture(int width, int height, String title, String description, String style) {
    return String.format(
        Locale.ROOT,
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="-10 0 %1$d %2$d" \
        role="img" aria-labelledby="title description">
        <title id="title">%3$s</title>
        <desc id="description">%4$s</desc>
        <style>
        text { font: 13px sans-serif }
        .title { font-weight: bold }
        %5$s</style>
        <rect x="-10" width="100%%" height="100%%" fill="#fff"/>
        %6$s</svg>
        """,
        width,
        height,
        escaped(title),
        escaped(description),
        style,
        shapes);
  }
}
