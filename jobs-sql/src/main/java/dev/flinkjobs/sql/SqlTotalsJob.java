package dev.flinkjobs.sql;

import dev.flinkjobs.run.JobRunner;

/** What does each group of transactions add up to, by SQL? */
public final class SqlTotalsJob {
  private SqlTotalsJob() {}

  public static void main(String[] args) {
    JobRunner.run(args, SqlTotalsOptions::new, SqlJob::build);
  }
}
