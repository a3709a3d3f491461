package dev.flinkjobs.benchmarks;

import dev.flinkjobs.benchmarks.Area.Unit;
import dev.flinkjobs.benchmarks.Run.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Writes the runs of one session as Markdown. */
public final class Results {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final String OURS = "ours";

  private Results() {}

  /**
   * Runs it.
   *
   * @param args the file of runs; a file of Markdown lines about the session; the file to write; a
   *     file for the picture
   */
  public static void main(String[] args) throws IOException {
    List<Run> runs = Files.readAllLines(Path.of(args[0])).stream().map(Run::parse).toList();
    String session = Files.readString(Path.of(args[1]));
    Files.writeString(Path.of(args[2]), markdown(runs, session));
    Files.writeString(Path.of(args[3]), chart(runs));
  }

  static String markdown(List<Run> runs, String session) {
    Map<Area, List<Run>> byArea = byArea(runs);
    StringBuilder text = new StringBuilder();
    text.append("# Benchmark results\n\n").append(session.strip()).append("\n\n");
    text.append(
        """
        CPU is user and system time of the whole process, JVM and all; net CPU is without what the \
        same contender takes for 1,000 rows with the same JVM options (the launcher would give \
        ours cheaper ones), as is the wall clock behind rows/s. Figures are \
        medians, the spread is the smallest and the largest. The final total of every key was \
        compared with the exact one before a time was counted: to the last digit, or, for peers \
        that sum doubles, to nine.
        """);
    byArea.forEach((area, ofArea) -> text.append(section(area, ofArea)));
    List<String> others =
        Arrays.stream(Area.values())
            .filter(area -> !byArea.containsKey(area))
            .map(Area::id)
            .toList();
    if (!others.isEmpty()) {
      text.append("\nNot run in this session: ").append(String.join(", ", others)).append(".\n");
    }
    return text.toString();
  }

  /** Net CPU of every contender, area by area. */
  static String chart(List<Run> runs) {
    BarChart chart = new BarChart();
    byArea(runs)
        .forEach(
            (area, ofArea) -> {
              String unit = area.unit == Unit.ROW ? "net CPU, ns per row" : "CPU, ms";
              double scale = area.unit == Unit.ROW ? 1 : MILLIS_PER_SECOND;
              chart.add(
                  area.id() + ": " + unit,
                  costs(area, ofArea).stream()
                      .map(
                          cost ->
                              new BarChart.Bar(
                                  cost.contender, cost.cpu * scale, cost.contender.equals(OURS)))
                      .toList());
            });
    return chart.svg();
  }

  private static Map<Area, List<Run>> byArea(List<Run> runs) {
    return runs.stream()
        .collect(Collectors.groupingBy(Run::area, TreeMap::new, Collectors.toList()));
  }

  private static String section(Area area, List<Run> runs) {
    List<Cost> costs = costs(area, runs);
    Cost baseline = costs.get(0);
    StringBuilder text = new StringBuilder();
    text.append("\n## ").append(area.id()).append("\n\n");
    text.append(sentence(area, runs)).append("\n\n");
    text.append(
        area.unit == Unit.ROW
            ? "| contender | net CPU ns/row | spread | wall rows/s | start CPU s | "
            : "| contender | CPU s | spread | wall s | ");
    text.append(baseline.contender).append(" / this |\n");
    text.append(area.unit == Unit.ROW ? "|---|---|---|---|---|---|\n" : "|---|---|---|---|---|\n");
    costs.forEach(cost -> text.append(cost.line(area, baseline)));
    costs.stream()
        .filter(cost -> cost.contender.equals(OURS))
        .forEach(ours -> text.append(verdict(area, baseline.cpu / ours.cpu)));
    return text.toString();
  }

  private static String verdict(Area area, double ratio) {
    return String.format(
        Locale.ROOT,
        "%nTo reach: %.2fx. %s: %.2fx.%n",
        area.goal,
        ratio >= area.goal ? "Reached" : "**Not reached**",
        ratio);
  }

  private static String sentence(Area area, List<Run> runs) {
    long rounds =
        runs.stream()
            .filter(run -> run.size() == Size.FULL)
            .collect(Collectors.groupingBy(Run::contender, Collectors.counting()))
            .values()
            .stream()
            .mapToLong(Long::longValue)
            .min()
            .orElse(0);
    String rows =
        area.unit == Unit.ROW ? String.format(Locale.ROOT, "%,d rows, ", runs.get(0).rows()) : "";
    return area.title + "; " + rows + "rounds: " + rounds + ".";
  }

  private static List<Cost> costs(Area area, List<Run> runs) {
    requireEqualInputs(area, runs, Size.FULL);
    requireEqualInputs(area, runs, Size.TINY);

    List<Cost> costs = new ArrayList<>();
    for (String contender : runs.stream().map(Run::contender).distinct().toList()) {
      List<Run> its = runs.stream().filter(run -> run.contender().equals(contender)).toList();
      List<Run> full = its.stream().filter(run -> run.size() == Size.FULL).toList();
      List<Run> tiny = its.stream().filter(run -> run.size() == Size.TINY).toList();
      costs.add(
          area.unit == Unit.ROW
              ? Cost.perRow(area, contender, full, tiny)
              : Cost.perRun(contender, full));
    }
    return costs;
  }

  private static void requireEqualInputs(Area area, List<Run> runs, Size size) {
    List<Run> ofSize = runs.stream().filter(run -> run.size() == size).toList();
    for (Run run : ofSize) {
      Run first = ofSize.get(0);
      if (!run.input().equals(first.input()) || run.rows() != first.rows()) {
        throw new IllegalArgumentException(
            area.id() + ": " + first + " and " + run + " did not read the same input");
      }
    }
  }

  private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * The medians of one contender.
   *
   * @param cpu net nanoseconds for a row, or seconds for a run
   * @param wall net rows in a second, infinitely many if a tiny input took as long, or seconds for
   *     a run
   * @param startCpu seconds for a tiny input
   */
  private record Cost(
      String contender, double cpu, double min, double max, double wall, double startCpu) {

    static Cost perRow(Area area, String contender, List<Run> full, List<Run> tiny) {
      double startCpu = median(tiny, Run::cpuSeconds);
      double startWall = median(tiny, Run::wallSeconds);
      ToDoubleFunction<Run> nanos =
          run -> (run.cpuSeconds() - startCpu) * NANOS_PER_SECOND / run.rows();
      DoubleSummaryStatistics spread = full.stream().mapToDouble(nanos).summaryStatistics();
      double netWall = median(full, Run::wallSeconds) - startWall;
      if (spread.getMin() <= 0) {
        throw new IllegalArgumentException(
            area.id()
                + ": "
                + contender
                + " took no longer than for a tiny input; measure with more rows (--rows)");
      }
      return new Cost(
          contender,
          median(full, nanos),
          spread.getMin(),
          spread.getMax(),
          netWall > 0 ? full.get(0).rows() / netWall : Double.POSITIVE_INFINITY,
          startCpu);
    }

    static Cost perRun(String contender, List<Run> full) {
      DoubleSummaryStatistics spread =
          full.stream().mapToDouble(Run::cpuSeconds).summaryStatistics();
      double cpu = median(full, Run::cpuSeconds);
      double wall = median(full, Run::wallSeconds);
      return new Cost(contender, cpu, spread.getMin(), spread.getMax(), wall, cpu);
    }

    String line(Area area, Cost baseline) {
      String format =
          area.unit == Unit.ROW
              ? "| %s | %.0f | %.0f–%.0f | %s | %.1f | %.2f |%n"
              : "| %s | %.2f | %.2f–%.2f | %s |%6$s %7$.2f |%n";
      return String.format(
          Locale.ROOT,
          format,
          contender,
          cpu,
          min,
          max,
          wall(area.unit),
          area.unit == Unit.ROW ? (Object) startCpu : "",
          baseline.cpu / cpu);
    }

    private String wall(Unit unit) {
      if (Double.isInfinite(wall)) {
        return "–";
      }
      return String.format(Locale.ROOT, unit == Unit.ROW ? "%,.0f" : "%.2f", wall);
    }
  }
}
