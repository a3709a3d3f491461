package dev.flinkjobs.benchmarks;

import dev.flinkjobs.benchmarks.Area.Unit;
import dev.flinkjobs.benchmarks.Run.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the runs of one session as Markdown. */
public final class Results {
  private static final double MILLIS_PER_SECOND = 1e3;
  static final String OURS = "ours";
  private static final String LIMIT = "limit";

  private static final List<String> ROW_COLUMNS =
      List.of(
          "contender", "net CPU ns/row", "spread", "wall rows/s", "start CPU s", "peak heap MB");
  private static final List<String> RUN_COLUMNS =
      List.of("contender", "CPU s", "spread", "wall s", "peak heap MB");

  private Results() {}

  /**
   * Runs it.
   *
   * @param args the file of runs; a file of Markdown lines about the session; the directory to
   *     write to
   */
  public static void main(String[] args) throws IOException {
    List<Run> runs = Files.readAllLines(Path.of(args[0])).stream().map(Run::parse).toList();
    String session = Files.readString(Path.of(args[1]));
    Path directory = Path.of(args[2]);
    Files.writeString(directory.resolve("RESULTS.md"), markdown(runs, session));
    Files.writeString(directory.resolve("results.svg"), chart(runs));
    List<Run> scaling = runs.stream().filter(run -> run.area() == Area.SCALING).toList();
    if (!scaling.isEmpty()) {
      Files.writeString(directory.resolve(Scaling.PICTURE), Scaling.of(scaling).chart());
    }
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
        medians, the spread is the smallest and the largest. The peak of the heap is what collections \
        of garbage and the end of a JVM found in it, garbage included, where it may grow to 4 GB. \
        Results were compared with the expected \
        ones before a time was counted: totals of every key to the last digit, or, for peers that \
        sum doubles, to nine.
        """);
    byArea.forEach(
        (area, ofArea) ->
            text.append(
                area == Area.SCALING ? Scaling.of(ofArea).section() : section(area, ofArea)));
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
    Map<Area, List<Run>> byArea = byArea(runs);
    byArea.remove(Area.SCALING);
    byArea.forEach(
        (area, ofArea) -> {
          String unit = area.unit == Unit.ROW ? "net CPU, ns per row" : "CPU, ms";
          double scale = area.unit == Unit.ROW ? 1 : MILLIS_PER_SECOND;
          chart.add(
              area.id() + ": " + unit,
              Cost.of(area, ofArea).stream()
                  .map(
                      cost ->
                          new BarChart.Bar(
                              cost.contender(), cost.cpu() * scale, cost.contender().equals(OURS)))
                  .toList());
        });
    return chart.svg();
  }

  private static Map<Area, List<Run>> byArea(List<Run> runs) {
    return runs.stream()
        .collect(Collectors.groupingBy(Run::area, TreeMap::new, Collectors.toList()));
  }

  private static String section(Area area, List<Run> runs) {
    List<Cost> costs = Cost.of(area, runs);
    costs.forEach(cost -> requireMoreThanStart(area, cost));
    Cost baseline = costs.get(0);
    StringBuilder text = new StringBuilder();
    text.append("\n## ").append(area.id()).append("\n\n");
    text.append(sentence(area, runs)).append("\n\n");
    Optional<Cost> limit =
        costs.stream().filter(cost -> cost.contender().equals(LIMIT)).findFirst();
    List<String> columns = new ArrayList<>(area.unit == Unit.ROW ? ROW_COLUMNS : RUN_COLUMNS);
    columns.add(baseline.contender() + " / this");
    limit.ifPresent(it -> columns.add("this / " + LIMIT));
    text.append("| ").append(String.join(" | ", columns)).append(" |\n");
    text.append("|").append("---|".repeat(columns.size())).append('\n');
    for (Cost cost : costs) {
      text.append("| ").append(cost.cells(area.unit));
      text.append(ratio(baseline.cpu() / cost.cpu()));
      limit.ifPresent(it -> text.append(ratio(cost.cpu() / it.cpu())));
      text.append(" |\n");
    }
    costs.stream()
        .filter(cost -> cost.contender().equals(OURS) && area.goal > 0)
        .forEach(ours -> text.append(verdict(area, baseline.cpu() / ours.cpu())));
    return text.toString();
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, " | %.2f", ratio);
  }

  private static void requireMoreThanStart(Area area, Cost cost) {
    if (!cost.isMoreThanStart()) {
      throw new IllegalArgumentException(
          area.id()
              + ": "
              + cost.contender()
              + " took no longer than for a tiny input; measure with more rows (--rows)");
    }
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
}
