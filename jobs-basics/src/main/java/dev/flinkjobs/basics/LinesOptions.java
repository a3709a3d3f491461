package dev.flinkjobs.basics;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.options.JobOptions;
import java.util.Set;

/** The options of jobs that read lines of text. */
abstract class LinesOptions extends JobOptions {

  @Override
  public final String exercise() {
    return "E6";
  }

  @Override
  public final String sample() {
    return "lines.txt";
  }

  @Override
  public final CsvDialect dialect() {
    return CsvDialect.LINES.in(encoding());
  }

  /** A line has no columns. */
  @Override
  protected final Set<String> without() {
    return Set.of("--delimiter", "--columns", "--time-format");
  }
}
