package dev.flinkjobs.benchmarks;

import java.util.List;
import java.util.Locale;

/** Groups of horizontal bars as an SVG picture; each group has a scale of its own. */
final class BarChart {
  /** The colour of ours in all pictures. */
  static final String OURS = "#e6526f";

  private static final int WIDTH = 760;
  private static final int LABELS = 190;
  private static final int VALUES = 110;
  private static final int LONGEST_BAR = WIDTH - LABELS - VALUES;
  private static final int LINE = 22;
  private static final int BAR = 14;

  private final StringBuilder shapes = new StringBuilder();
  private int y = LINE;

  record Bar(String label, double value, boolean isOurs) {}

  /** Adds a group below those before it; at least one bar, of at least one value above 0. */
  void add(String title, List<Bar> bars) {
    double most = bars.stream().mapToDouble(Bar::value).max().orElseThrow();
    text(0, "start", "title", title);
    for (Bar bar : bars) {
      y += LINE;
      text(LABELS - 8, "end", "", bar.label());
      double length = LONGEST_BAR * bar.value() / most;
      shapes.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" class=\"%s\"/>%n",
              LABELS,
              y - BAR + 3,
              length,
              BAR,
              bar.isOurs() ? "ours" : "peer"));
      text(LABELS + length + 6, "start", "", String.format(Locale.ROOT, "%,.0f", bar.value()));
    }
    y += 2 * LINE;
  }

  private void text(double x, String anchor, String style, String text) {
    shapes.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\" class=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            style,
            text.replace("&", "&amp;").replace("<", "&lt;")));
  }

  /** The picture, on white, so that it can be read on any page. */
  String svg() {
    return String.format(
        Locale.ROOT,
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="-10 0 %1$d %2$d">
        <style>
        text { font: 13px sans-serif; fill: #222 }
        .title { font-weight: bold }
        .peer { fill: #9ab }
        .ours { fill: %4$s }
        </style>
        <rect x="-10" width="100%%" height="100%%" fill="#fff"/>
        %3$s</svg>
        """,
        WIDTH,
        y - LINE,
        shapes,
        OURS);
  }
}
