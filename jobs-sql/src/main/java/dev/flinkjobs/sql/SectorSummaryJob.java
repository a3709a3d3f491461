package dev.flinkjobs.sql;

import dev.flinkjobs.run.JobRunner;

/** What was traded in each sector? */
public final class SectorSummaryJob {
  private SectorSummaryJob() {}

  public static void main(String[] args) {
    JobRunner.run(args, SectorSummaryOptions::new, SqlJob::build);
  }
}
