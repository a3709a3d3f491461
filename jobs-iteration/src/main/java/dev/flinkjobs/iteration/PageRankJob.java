package dev.flinkjobs.iteration;

import dev.flinkjobs.run.IterationDriver;

/** Which nodes of a graph are linked to most, by nodes that matter? */
public final class PageRankJob {
  private PageRankJob() {}

  public static void main(String[] args) {
    IterationDriver.run(args, PageRankOptions::new, PageRank::new);
  }
}
