package dev.flinkjobs.benchmarks;

import dev.flinkjobs.benchmarks.Area.Unit;
import dev.flinkjobs.benchmarks.Run.Size;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The medians of one contender.
 *
 * @param cpu net nanoseconds for a row, or seconds for a run
 * @param wall net rows in a second, infinitely many if a tiny input took as long, or seconds for a
 *     run
 * @param startCpu seconds for a tiny input
 * @param peakHeap the most that was in a JVM's heap, in MB; 0 where there is none
 */
record Cost(
    String contender,
    double cpu,
    double min,
    double max,
    double wall,
    double startCpu,
    double peakHeap) {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String NONE = "–";

  /** Of each contender, in the order of their first runs; all have to have read the same. */
  static List<Cost> of(Area area, List<Run> runs) {
    requireEqualInputs(area, runs, Size.FULL);
    requireEqualInputs(area, runs, Size.TINY);
    List<Cost> costs = new ArrayList<>();
    for (String contender : runs.stream().map(Run::contender).distinct().toList()) {
      List<Run> its = runs.stream().filter(run -> run.contender().equals(contender)).toList();
      List<Run> full = its.stream().filter(run -> run.size() == Size.FULL).toList();
      List<Run> tiny = its.stream().filter(run -> run.size() == Size.TINY).toList();
      costs.add(area.unit == Unit.ROW ? perRow(contender, full, tiny) : perRun(contender, full));
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
    return median(runs.stream().mapToDouble(figure).sorted().toArray());
  }

  /**
   * The one in the middle, or half way between the two there.
   *
   * @param sorted at least one
   */
  static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static Cost perRow(String contender, List<Run> full, List<Run> tiny) {
    double startCpu = median(tiny, Run::cpuSeconds);
    double startWall = median(tiny, Run::wallSeconds);
    ToDoubleFunction<Run> nanos =
        run -> (run.cpuSeconds() - startCpu) * NANOS_PER_SECOND / run.rows();
    DoubleSummaryStatistics spread = full.stream().mapToDouble(nanos).summaryStatistics();
    double netWall = median(full, Run::wallSeconds) - startWall;
    return new Cost(
        contender,
        median(full, nanos),
        spread.getMin(),
        spread.getMax(),
        netWall > 0 ? full.get(0).rows() / netWall : Double.POSITIVE_INFINITY,
        startCpu,
        median(full, Run::peakHeap));
  }

  private static Cost perRun(String contender, List<Run> full) {
    DoubleSummaryStatistics spread = full.stream().mapToDouble(Run::cpuSeconds).summaryStatistics();
    double cpu = median(full, Run::cpuSeconds);
    double wall = median(full, Run::wallSeconds);
    return new Cost(
        contender, cpu, spread.getMin(), spread.getMax(), wall, cpu, median(full, Run::peakHeap));
  }

  /** The cells of a table's row, without what it is compared by. */
  String cells(Unit unit) {
    String heap = peakHeap > 0 ? String.format(Locale.ROOT, "%,.0f", peakHeap) : NONE;
    return unit == Unit.ROW
        ? String.format(
            Locale.ROOT,
            "%s | %.0f | %.0f–%.0f | %s | %.1f | %s",
            contender,
            cpu,
            min,
            max,
            Double.isInfinite(wall) ? NONE : String.format(Locale.ROOT, "%,.0f", wall),
            startCpu,
            heap)
        : String.format(
            Locale.ROOT, "%s | %.2f | %.2f–%.2f | %.2f | %s", contender, cpu, min, max, wall, heap);
  }

  /** Whether there is something left to compare once the start is taken off. */
  boolean isMoreThanStart() {
    return min > 0;
  }
}
