package dev.flinkjobs.sql;

import dev.flinkjobs.run.JobRunner;

/** What is the average of each key in each window of event time, by SQL? */
public final class SqlWindowAveragesJob {
  private SqlWindowAveragesJob() {}

  public static void main(String[] args) {
    JobRunner.run(args, SqlWindowAveragesOptions::new, SqlJob::build);
  }
}
