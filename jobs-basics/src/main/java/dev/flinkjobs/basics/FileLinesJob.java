package dev.flinkjobs.basics;

import dev.flinkjobs.csv.LineDecoder;
import dev.flinkjobs.output.LineFormat;
import dev.flinkjobs.run.Flow;
import dev.flinkjobs.run.JobRunner;

/** How do lines of text get from files to files? */
public final class FileLinesJob {
  private FileLinesJob() {}

  public static void main(String[] args) {
    JobRunner.run(args, FileLinesOptions::new, FileLinesJob::build);
  }

  /** There is nothing to do between reading and writing, so there is no topology. */
  static void build(Flow flow, FileLinesOptions options) {
    flow.write("copies", flow.read("lines", new LineDecoder()), new LineFormat());
  }
}
