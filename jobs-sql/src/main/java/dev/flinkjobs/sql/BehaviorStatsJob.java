package dev.flinkjobs.sql;

import dev.flinkjobs.run.JobRunner;

/** How often does each behaviour occur in each category? */
public final class BehaviorStatsJob {
  private BehaviorStatsJob() {}

  public static void main(String[] args) {
    JobRunner.run(args, BehaviorStatsOptions::new, SqlJob::build);
  }
}
