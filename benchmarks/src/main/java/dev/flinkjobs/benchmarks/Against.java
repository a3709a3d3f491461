package dev.flinkjobs.benchmarks;

import dev.flinkjobs.benchmarks.Run.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the runs of a session against another build as Markdown. The other build runs twice in
 * each round: a ratio of ours is not resolved if the two runs of the other differ as much.
 */
public final class Against {
  private static final String OTHER = "other";
  private static final String AGAIN = "other-again";

  private Against() {}

  /**
   * Runs it.
   *
   * @param args the file of runs; a file of Markdown lines about the session; the file to write
   */
  public static void main(String[] args) throws IOException {
    List<Run> runs = Files.readAllLines(Path.of(args[0])).stream().map(Run::parse).toList();
    String session = Files.readString(Path.of(args[1]));
    Files.writeString(Path.of(args[2]), markdown(runs, session));
  }

  static String markdown(List<Run> runs, String session) {
    StringBuilder text = new StringBuilder();
    text.append("# This build against another\n\n").append(session.strip()).append("\n\n");
    text.append(
        """
        Figures are medians of net CPU, in ns per row, with the smallest and the largest. Noise is the \
        other build against itself, ratio is ours / other; both once of the medians, once as the median \
        (smallest, largest) of the ratios within a round.

        | area | rounds | other | again | ours | noise | ratio | noise by round | ratio by round |
        |---|---|---|---|---|---|---|---|---|
        """);
    Map<Area, List<Run>> byArea =
        runs.stream().collect(Collectors.groupingBy(Run::area, TreeMap::new, Collectors.toList()));
    List<Double> ratios = new ArrayList<>();
    byArea.forEach(
        (area, ofArea) -> {
          Map<String, Cost> costs =
              Cost.of(area, ofArea).stream()
                  .collect(Collectors.toMap(Cost::contender, cost -> cost));
          Cost other = cost(costs, OTHER);
          Cost again = cost(costs, AGAIN);
          Cost ours = cost(costs, Results.OURS);
          double ratio = ours.cpu() / other.cpu();
          ratios.add(ratio);
          text.append(
              String.format(
                  Locale.ROOT,
                  "| %s | %d | %s | %s | %s | %.3f | **%.3f** | %s | %s |%n",
                  area.id(),
                  full(ofArea, Results.OURS).size(),
                  figure(other),
                  figure(again),
                  figure(ours),
                  again.cpu() / other.cpu(),
                  ratio,
                  byRound(ofArea, again, other),
                  byRound(ofArea, ours, other)));
        });
    double[] sorted = ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    text.append(
        String.format(
            Locale.ROOT,
            "%nMedian of the areas: %.3f; largest: %.3f.%n",
            Cost.median(sorted),
            sorted[sorted.length - 1]));
    return text.toString();
  }

  private static Cost cost(Map<String, Cost> costs, String contender) {
    Cost cost = costs.get(contender);
    if (cost == null) {
      throw new IllegalArgumentException("no runs of " + contender);
    }
    return cost;
  }

  private static String figure(Cost cost) {
    return String.format(Locale.ROOT, "%.0f (%.0f–%.0f)", cost.cpu(), cost.min(), cost.max());
  }

  private static List<Run> full(List<Run> runs, String contender) {
    return runs.stream()
        .filter(run -> run.contender().equals(contender) && run.size() == Size.FULL)
        .toList();
  }

  /** The runs of a contender are in the order of the rounds. */
  private static String byRound(List<Run> runs, Cost one, Cost other) {
    List<Run> ones = full(runs, one.contender());
    List<Run> others = full(runs, other.contender());
    double[] ratios =
        IntStream.range(0, Math.min(ones.size(), others.size()))
            .mapToDouble(
                round ->
                    (ones.get(round).cpuSeconds() - one.startCpu())
                        / (others.get(round).cpuSeconds() - other.startCpu()))
            .sorted()
            .toArray();
    return String.format(
        Locale.ROOT,
        "%.3f (%.3f–%.3f)",
        Cost.median(ratios),
        Arrays.stream(ratios).min().orElseThrow(),
        Arrays.stream(ratios).max().orElseThrow());
  }
}
