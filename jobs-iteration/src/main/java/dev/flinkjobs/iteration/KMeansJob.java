package dev.flinkjobs.iteration;

import dev.flinkjobs.run.IterationDriver;

/** Around which centers do points gather? */
public final class KMeansJob {
  private KMeansJob() {}

  public static void main(String[] args) {
    IterationDriver.run(args, KMeansOptions::new, KMeans::new);
  }
}
