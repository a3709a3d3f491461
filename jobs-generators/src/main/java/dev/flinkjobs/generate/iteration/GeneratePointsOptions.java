package dev.flinkjobs.generate.iteration;

import dev.flinkjobs.generate.GenerateOptions;
import dev.flinkjobs.generate.GeneratedFile;
import dev.flinkjobs.options.CommandDoc;
import dev.flinkjobs.options.OptionDoc;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.record.Message;
import picocli.CommandLine.Option;

/**
 * The command {@code generate points}: makes a file of points, and beside it the clusters that are
 * to be found in it.
 */
@CommandDoc(name = "generate points", main = GeneratePointsOptions.class)
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
    problems.check(
        clusters >= 1 && clusters <= MAX_CLUSTERS,
        "--clusters",
        clusters,
        Message.of("a whole number from 1 to %,d", MAX_CLUSTERS));
  }

  public static void main(String[] args) {
    GeneratedFile.write(args, new GeneratePointsOptions(), PointGenerator::new);
  }
}
