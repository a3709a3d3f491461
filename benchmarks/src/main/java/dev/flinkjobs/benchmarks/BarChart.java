package dev.flinkjobs.benchmarks;

import java.util.List;
import java.util.Locale;

/** Groups of horizontal bars as an SVG picture; each group has a scale of its own. */
final class BarChart {
  private static final int WIDTH = 760;
  private static final int LABELS = 190;
  private static final int VALUES = 110;
  private static final int LONGEST_BAR = WIDTH - LABELS - VALUES;
  private static final int LINE = 22;
  private static final int BAR = 14;

  private final Svg svg = new Svg();
  private int y = LINE;

  record Bar(String label, double value, boolean isOurs) {}

  /** Adds a group below those before it; at least one bar, of at least one value above 0. */
  void add(String title, List<Bar> bars) {
    double most = bars.stream().mapToDouble(Bar::value).max().orElseThrow();
    svg.text(0, y, "start", "title", title);
    for (Bar bar : bars) {
      y += LINE;
      svg.text(LABELS - 8, y, "end", "", bar.label());
      double length = LONGEST_BAR * bar.value() / most;
      svg.add(
          "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" class=\"%s\"/>",
          LABELS, y - BAR + 3, length, BAR, bar.isOurs() ? "ours" : "peer");
      String value = String.format(Locale.ROOT, "%,.0f", bar.value());
      svg.text(LABELS + length + 6, y, "start", "", value);
    }
    y += 2 * LINE;
  }

  String svg() {
    return svg.picture(
        WIDTH,
        y - LINE,
        "What a row costs",
        "Net CPU time per row of each contender; the figures stand in RESULTS.md.",
        ".peer { fill: #9ab }\n.ours { fill: " + Svg.OURS + " }\n");
  }
}
