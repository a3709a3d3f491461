package dev.flinkjobs.generate.iteration;

import dev.flinkjobs.generate.GeneratedFile;

/** Makes a file of points, and beside it the clusters that are to be found in it. */
public final class GeneratePoints {
  private GeneratePoints() {}

  public static void main(String[] args) {
    GeneratedFile.write(args, new GeneratePointsOptions(), PointGenerator::new);
  }
}
