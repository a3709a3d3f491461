package dev.flinkjobs.generate.iteration;

import dev.flinkjobs.generate.GenerateOptions;
import dev.flinkjobs.options.CommandDoc;
import dev.flinkjobs.options.OptionDoc;
import picocli.CommandLine.Option;

/** The options of {@code generate points}. */
@CommandDoc(name = "generate points", main = GeneratePoints.class)
public final class GeneratePointsOptions extends GenerateOptions {
  @Option(names = "--clusters")
  @OptionDoc(type = "number", min = 1, max = 100, unit = "clusters", example = "5")
  private int clusters = 3;

  /** Around how many centers points gather, at least 1. */
  int clusters() {
    return clusters;
  }
}
