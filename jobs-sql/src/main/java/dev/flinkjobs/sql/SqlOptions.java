package dev.flinkjobs.sql;

import dev.flinkjobs.options.JobOptions;
import dev.flinkjobs.options.OptionDoc;
import dev.flinkjobs.options.Problems;
import java.util.List;
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

  Mode mode() {
    return mode;
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

  /** The script's name, without {@code .sql}. */
  abstract String script();

  /** The table of the script that {@code --input} takes the place of. */
  abstract String table();

  /** Those columns of the results that the query groups by. */
  abstract List<String> groupedBy();

  /** The column of the results that counts the rows of a group; null if none does. */
  @Nullable String count() {
    return null;
  }

  /**
   * The column of the input that is read as the time that the table computes of it; null if none
   * is.
   */
  @Nullable String timeRead() {
    return null;
  }

  /** Those columns of the table that the script makes use of. */
  abstract List<String> columnsRead();
}
