package dev.flinkjobs.sql;

import dev.flinkjobs.options.OptionDoc;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a summary of all rows, or of those of each hour. */
public abstract class HourlyOptions extends SqlOptions {

  @Option(names = "--window", converter = WindowConverter.class)
  @OptionDoc(
      type = "none|1h",
      example = "1h",
      values = {"none", "1h"})
  private String window = WindowConverter.NONE;

  HourlyOptions() {
    super(Mode.BATCH);
  }

  private boolean isHourly() {
    return !window.equals(WindowConverter.NONE);
  }

  @Override
  final String script() {
    return name() + (isHourly() ? "-hourly" : "");
  }

  @Override
  final List<String> columnsRead() {
    List<String> columns = new ArrayList<>(columnsSummed());
    if (isHourly()) {
      columns.add(timeColumn());
    }
    return columns;
  }

  @Override
  final @Nullable String timeRead() {
    return isHourly() ? timeColumn() : null;
  }

  @Override
  final List<String> groupedBy() {
    return isHourly() ? List.of(group(), "window_start", "window_end") : List.of(group());
  }

  /** The column that tells groups apart. */
  abstract String group();

  /** What is needed without a window. */
  abstract List<String> columnsSummed();

  /** What windows go by. */
  abstract String timeColumn();
}
