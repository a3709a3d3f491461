package dev.flinkjobs.output;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.Path;

/** The names of the files that {@link FilesSink} writes: {@code part-<subtask>-<n>.<ending>}. */
record PartName(int subtask, long n, String ending) {

  /**
   * The part itself, or the hidden file that Flink's local and Hadoop writers keep until commit.
   */
  private static final Pattern NAME =
      Pattern.compile(
          "part-(\\d{1,9})-(\\d{1,18})\\.(csv|json|txt|parquet)"
              + "|\\.part-(\\d{1,9})-(\\d{1,18})\\.(csv|json|txt|parquet)\\.inprogress\\..+");

  @Override
  public String toString() {
    return "part-" + subtask + "-" + n + "." + ending;
  }

  Path in(Path directory) {
    return new Path(directory, toString());
  }

  /** Reads the name of a part, committed or in progress; empty for all other names. */
  static Optional<PartName> of(String fileName) {
    Matcher matcher = NAME.matcher(fileName);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int group = isHidden(fileName) ? 4 : 1;
    return Optional.of(
        new PartName(
            Integer.parseInt(matcher.group(group)),
            Long.parseLong(matcher.group(group + 1)),
            matcher.group(group + 2)));
  }

  static boolean isHidden(String fileName) {
    return fileName.startsWith(".");
  }
}
