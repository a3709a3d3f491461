package dev.flinkjobs.generate.iteration;

import dev.flinkjobs.generate.GenerateOptions;
import dev.flinkjobs.options.CommandDoc;
import dev.flinkjobs.options.OptionDoc;
import dev.flinkjobs.options.Problems;
import picocli.CommandLine.Option;

/** The options of {@code generate points}. */
@CommandDoc(name = "generate points", main = GeneratePoints.class)
public final class GeneratePointsOptions extends GenerateOptions {
  private static final int MAX_CLUSTERS = 100;

  @Option(names = "--clusters")
  @OptionDoc(type = "number", unit = "clusters", example = "5")
  private int clusters = 3;

  /** Around how many centers points gather, at least 1. */
  int clusters() {
    return clusters;
  }

  @Override
  protected void check(Problems problems) {
    super.check(problems);
    if (clusters < 1 || clusters > MAX_CLUSTERS) {
      problems.add(notAllowed("--clusters", clusters, "a whole number from 1 to", MAX_CLUSTERS));
    }
  }
}
