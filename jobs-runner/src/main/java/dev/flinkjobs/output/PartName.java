package dev.flinkjobs.output;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of the files that {@link FilesSink} writes: {@code part-<subtask>-<n>.<ending>}. */
record PartName(int subtask, long n, String ending) {

  private static final Pattern NAME =
      Pattern.compile("part-(\\d{1,9})-(\\d{1,18})\\.(csv|json|txt|parquet)");

  @Override
  public String toString() {
    return "part-" + subtask + "-" + n + "." + ending;
  }

  /**
   * Reads the name of a part, or of the hidden file that Flink's local and Hadoop writers keep
   * until it is committed; empty for all other names.
   */
  static Optional<PartName> of(String fileName) {
    Matcher part = NAME.matcher(fileName.replaceFirst("^\\.(.+?)\\.inprogress\\..+$", "$1"));
    return part.matches()
        ? Optional.of(
            new PartName(
                Integer.parseInt(part.group(1)), Long.parseLong(part.group(2)), part.group(3)))
        : Optional.empty();
  }

  static boolean isHidden(String fileName) {
    return fileName.startsWith(".");
  }
}
