package dev.flinkjobs.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lines over two logarithmic axes as an SVG picture; panels stand below one another. */
final class LineChart {
  private static final int WIDTH = 760;
  private static final int LEFT = 70;
  private static final int RIGHT = 120;
  private static final int TOP = 40;
  private static final int PLOT = 260;
  private static final int BOTTOM = 60;
  private static final int PANEL = TOP + PLOT + BOTTOM;
  private static final int LETTER = 14;

  /** Of powers of ten, so that 99.99… is taken for 100. */
  private static final double ROUNDING = 1e-6;

  /** Told apart by those who see no colours too, as the names beside the lines are. */
  private static final List<String> COLOURS = List.of("#5b7083", "#b07700", "#00897b", "#7b52ab");

  private final String title;
  private final String description;
  private final Svg svg = new Svg();
  private final Map<String, String> colours = new LinkedHashMap<>();
  private int panels;

  record Spot(double x, double y) {}

  /**
   * A line.
   *
   * @param label what stands at its end
   * @param colour lines with the same word here have the same colour
   * @param spots at least one; both coordinates above 0
   */
  record Line(String label, String colour, boolean isDashed, List<Spot> spots) {}

  /**
   * Begins a picture.
   *
   * @param description for those who hear it
   */
  LineChart(String title, String description) {
    this.title = title;
    this.description = description;
  }

  /** Adds a panel below those before it, of at least one line. */
  void add(String name, String unit, List<Line> lines) {
    int bottom = panels++ * PANEL + TOP + PLOT;
    Axis x =
        axis(
            lines.stream()
                .flatMapToDouble(line -> line.spots.stream().mapToDouble(Spot::x))
                .summaryStatistics(),
            LEFT,
            WIDTH - RIGHT);
    Axis y =
        axis(
            lines.stream()
                .flatMapToDouble(line -> line.spots.stream().mapToDouble(Spot::y))
                .summaryStatistics(),
            bottom,
            bottom - PLOT);
    svg.text(0, bottom - PLOT - LETTER, "start", "title", name);
    for (double tick : x.ticks()) {
      stroke(x.at(tick), bottom, x.at(tick), bottom - PLOT);
      svg.text(x.at(tick), bottom + LETTER + 4, "middle", "", label(tick));
    }
    for (double tick : y.ticks()) {
      stroke(LEFT, y.at(tick), WIDTH - RIGHT, y.at(tick));
      svg.text(LEFT - 8, y.at(tick) + 4, "end", "", label(tick));
    }
    svg.text((LEFT + WIDTH - RIGHT) / 2.0, bottom + 2 * LETTER + 10, "middle", "", unit);
    lines.forEach(line -> draw(line, x, y));
    name(lines, y);
  }

  /** From the power of ten at or below the least value to that at or above the largest. */
  private static Axis axis(DoubleSummaryStatistics values, double from, double to) {
    return new Axis(
        Math.floor(Math.log10(values.getMin()) + ROUNDING),
        Math.ceil(Math.log10(values.getMax()) - ROUNDING),
        from,
        to);
  }

  private void draw(Line line, Axis x, Axis y) {
    StringBuilder points = new StringBuilder();
    for (Spot spot : line.spots) {
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x.at(spot.x), y.at(spot.y)));
      svg.add(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"><title>%s: %s at %s</title></circle>",
          x.at(spot.x),
          y.at(spot.y),
          colour(line),
          Svg.escaped(line.label),
          label(spot.y),
          label(spot.x));
    }
    svg.add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>",
        points.toString().strip(), colour(line), line.isDashed ? " stroke-dasharray=\"5 4\"" : "");
  }

  /** Beside the last spots, from above, as close to them as the name before leaves room. */
  private void name(List<Line> lines, Axis y) {
    List<Line> fromAbove = new ArrayList<>(lines);
    fromAbove.sort(Comparator.comparingDouble(line -> y.at(end(line).y)));
    double free = Double.NEGATIVE_INFINITY;
    for (Line line : fromAbove) {
      double height = Math.max(y.at(end(line).y) + 4, free);
      svg.text(WIDTH - RIGHT + 10, height, "start", "", line.label, colour(line));
      free = height + LETTER + 1;
    }
  }

  private static Spot end(Line line) {
    return line.spots.get(line.spots.size() - 1);
  }

  private String colour(Line line) {
    if (line.colour.equals(Results.OURS)) {
      return Svg.OURS;
    }
    return colours.computeIfAbsent(
        line.colour, ignored -> COLOURS.get(colours.size() % COLOURS.size()));
  }

  private void stroke(double fromX, double fromY, double toX, double toY) {
    svg.add("<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"#ddd\"/>", fromX, fromY, toX, toY);
  }

  private static String label(double value) {
    if (value >= 1e6) {
      return String.format(Locale.ROOT, "%,.0f M", value / 1e6);
    }
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  String svg() {
    return svg.picture(WIDTH, panels * PANEL, title, description, "");
  }

  /** From one power of ten to another, and where they are in the picture. */
  private record Axis(double fromPower, double toPower, double from, double to) {

    double at(double value) {
      double powers = Math.max(toPower - fromPower, 1);
      return from + (Math.log10(value) - fromPower) / powers * (to - from);
    }

    List<Double> ticks() {
      List<Double> ticks = new ArrayList<>();
      for (double power = fromPower; power <= toPower; power++) {
        ticks.add(Math.pow(10, power));
      }
      return ticks;
    }
  }
}
