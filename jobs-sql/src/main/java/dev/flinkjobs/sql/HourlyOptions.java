package dev.flinkjobs.sql;

import dev.flinkjobs.options.OptionDoc;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a summary of all rows, or of those of each hour. */
public abstract class HourlyOptions extends SqlOptions {

  private enum Window {
    NONE("none"),
    HOUR("1h");

    private final String text;

    Window(String text) {
      this.text = text;
    }

    /** As it is given on the command line. */
    @Override
    public String toString() {
      return text;
    }
  }

  @Option(names = "--window")
  @OptionDoc(example = "1h")
  private Window window = Window.NONE;

  private final SqlQuery query;
  private final String timeColumn;

  /**
   * @param query without a window
   * @param timeColumn what windows go by
   */
  HourlyOptions(SqlQuery query, String timeColumn) {
    super(Mode.BATCH);
    this.query = query;
    this.timeColumn = timeColumn;
  }

  @Override
  final SqlQuery query() {
    return window == Window.NONE
        ? query
        : new SqlQuery(
            query.script() + "-hourly",
            query.table(),
            and(query.columnsRead(), timeColumn),
            and(query.groupedBy(), "window_start", "window_end"),
            query.count());
  }

  private static List<String> and(List<String> columns, String... more) {
    return Stream.concat(columns.stream(), Stream.of(more)).toList();
  }

  @Override
  final @Nullable String timeRead() {
    return window == Window.NONE ? null : timeColumn;
  }
}
