package dev.flinkjobs.sql;

import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.options.OptionDoc;
import dev.flinkjobs.options.Problems;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every job whose logic is a script of SQL. */
public abstract class SqlOptions extends JobOptions {

  @Option(names = "--mode")
  @OptionDoc(example = "streaming")
  private Mode mode;

  SqlOptions(Mode mode) {
    this.mode = mode;
  }

  @Override
  public final boolean isBatch() {
    return mode == Mode.BATCH;
  }

  @Override
  public final String exercise() {
    return "E5";
  }

  @Override
  protected void check(Problems problems) {
    super.check(problems);
    if (isBatch() && stateDir().isPresent()) {
      problems.add("--state-dir: batch keeps no state to go on from; add --mode streaming");
    }
  }

  abstract SqlQuery query();

  /** Which times the TIMESTAMPs of the table are. */
  SqlTimes times() {
    return SqlTimes.UTC;
  }

  /**
   * The column of the input that is read as the time that the table computes of it; null if none
   * is.
   */
  @Nullable String timeRead() {
    return null;
  }
}
