package dev.flinkjobs.benchmarks;

import dev.flinkjobs.benchmarks.LineChart.Line;
import dev.flinkjobs.benchmarks.LineChart.Spot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** How cost grows as rows, keys and parallelism do. */
record Scaling(TreeMap<Scaling.Point, List<Cost>> costs) {
  static final String PICTURE = "scaling.svg";

  /** One input, read by so many readers. */
  record Point(long rows, long keys, int parallelism) implements Comparable<Point> {
    private static final Comparator<Point> ORDER =
        Comparator.comparingLong(Point::keys)
            .thenComparing(Point::parallelism, Comparator.reverseOrder())
            .thenComparingLong(Point::rows);

    /** Reads {@code rows:keys:parallelism}. */
    static Point parse(String text) {
      String[] parts = text.split(":", -1);
      return new Point(
          Long.parseLong(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
    }

    @Override
    public int compareTo(Point other) {
      return ORDER.compare(this, other);
    }
  }

  /** Takes the runs of the area; at least one. */
  static Scaling of(List<Run> runs) {
    TreeMap<Point, List<Cost>> costs = new TreeMap<>();
    Map<Point, List<Run>> byPoint =
        runs.stream().collect(Collectors.groupingBy(run -> Point.parse(run.variant())));
    byPoint.forEach(
        (point, ofPoint) ->
            costs.put(
                point,
                Cost.of(Area.SCALING, ofPoint).stream().filter(Cost::isMoreThanStart).toList()));
    return new Scaling(costs);
  }

  /** A table as Markdown, with the picture; a dash where there is nothing to compare. */
  String section() {
    Set<String> contenders = contenders();
    StringBuilder text = new StringBuilder();
    text.append("\n## ").append(Area.SCALING.id()).append("\n\n").append(Area.SCALING.title);
    text.append("; net CPU ns/row, each point once.\n\n");
    text.append("![Cost per row over rows and over keys](").append(PICTURE).append(")\n\n");
    text.append("| rows | keys | parallelism | ").append(String.join(" | ", contenders));
    text.append(" | naive / ours |\n|").append("---|".repeat(contenders.size() + 4)).append('\n');
    for (Point point : costs.keySet()) {
      text.append(
          String.format(
              Locale.ROOT, "| %,d | %,d | %d |", point.rows, point.keys, point.parallelism));
      for (String contender : contenders) {
        text.append(' ').append(figure("%.0f", cpu(point, contender))).append(" |");
      }
      Optional<Double> ratio =
          cpu(point, "naive").flatMap(naive -> cpu(point, Results.OURS).map(ours -> naive / ours));
      text.append(' ').append(figure("%.2f", ratio)).append(" |\n");
    }
    return text.toString();
  }

  /** Cost over rows at the fewest keys, and over keys at the rows of the point with the most. */
  String chart() {
    Point most = costs.lastKey();
    long fewestKeys = costs.firstKey().keys;
    LineChart chart =
        new LineChart(
            "How cost grows",
            "Net CPU time per row of running totals, over the rows of the input and over its keys;"
                + " the figures stand in the table of RESULTS.md.");
    chart.add(
        String.format(Locale.ROOT, "net CPU ns/row, %,d keys", fewestKeys),
        "rows",
        lines(point -> point.keys == fewestKeys, Point::rows));
    chart.add(
        String.format(Locale.ROOT, "net CPU ns/row, %,d rows", most.rows),
        "keys",
        lines(
            point -> point.rows == most.rows && point.parallelism == most.parallelism,
            Point::keys));
    return chart.svg();
  }

  private List<Line> lines(Predicate<Point> taken, ToLongFunction<Point> x) {
    List<Point> points = costs.keySet().stream().filter(taken).toList();
    List<Integer> parallelisms =
        points.stream()
            .map(Point::parallelism)
            .distinct()
            .sorted(Comparator.reverseOrder())
            .toList();
    List<Line> lines = new ArrayList<>();
    for (String contender : contenders()) {
      for (int parallelism : parallelisms) {
        boolean isMost = parallelism == parallelisms.get(0);
        List<Spot> spots = new ArrayList<>();
        for (Point point : points) {
          if (point.parallelism == parallelism) {
            cpu(point, contender).ifPresent(cpu -> spots.add(new Spot(x.applyAsLong(point), cpu)));
          }
        }
        if (!spots.isEmpty()) {
          lines.add(
              new Line(
                  isMost ? contender : contender + ", -p " + parallelism,
                  contender,
                  !isMost,
                  spots));
        }
      }
    }
    return lines;
  }

  private Set<String> contenders() {
    Set<String> contenders = new LinkedHashSet<>();
    costs.values().forEach(all -> all.forEach(cost -> contenders.add(cost.contender())));
    return contenders;
  }

  private Optional<Double> cpu(Point point, String contender) {
    return costs.getOrDefault(point, List.of()).stream()
        .filter(cost -> cost.contender().equals(contender))
        .map(Cost::cpu)
        .findFirst();
  }

  private static String figure(String format, Optional<Double> figure) {
    return figure.map(value -> String.format(Locale.ROOT, format, value)).orElse("–");
  }
}
