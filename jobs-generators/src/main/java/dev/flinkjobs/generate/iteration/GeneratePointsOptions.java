package dev.flinkjobs.generate.iteration;

import dev.flinkjobs.generate.GenerateOptions;
import dev.flinkjobs.generate.GeneratedFile;
import dev.flinkjobs.options.CommandDoc;
import dev.flinkjobs.options.OptionDoc;
import picocli.CommandLine.Option;

/**
 * The command {@code generate points}: makes a file of points, and beside it the clusters that are
 * to be found in it.
 */
@CommandDoc(name = "generate points", main = GeneratePointsOptions.class)
public final class GeneratePointsOptions extends GenerateOptions {
  @Option(names = "--clusters")
  @OptionDoc(type = "number", min = 1, max = 100, unit = "clusters", example = "5")
  private int clusters = 3;

  /** Around how many centers points gather, at least 1. */
  int clusters() {
    return clusters;
  }

  public static void main(String[] args) {
    GeneratedFile.write(args, new GeneratePointsOptions(), PointGenerator::new);
  }
}
