package dev.flinkjobs.sql;

import dev.flinkjobs.run.JobRunner;

/** What was sold of each category? */
public final class SalesSummaryJob {
  private SalesSummaryJob() {}

  public static void main(String[] args) {
    JobRunner.run(args, SalesSummaryOptions::new, SqlJob::build);
  }
}
