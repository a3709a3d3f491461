package dev.flinkjobs.windows;

import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.record.Decimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * A result as {@code Tumbling Window Avg> 150.0}, perhaps with its key and window, or as its key's
 * columns, the window's bounds, the answer, what it was made of, and the revision.
 */
record WindowFormat(
    List<String> keyColumns,
    Windows.Kind kind,
    Aggregate aggregate,
    PrintStyle style,
    ZonedTime time)
    implements ResultFormat<WindowResult> {

  static final String START = "window_start";
  static final String END = "window_end";
  static final String REVISION = "revision";
  private static final String COUNT = "count";

  /** The names of the columns behind those of the key. */
  List<String> resultColumns() {
    return columns().subList(keyColumns.size(), columns().size());
  }

  /**
   * The version is not the revision: after a failure a window may come to its last row in fewer of
   * them, since the watermark need not come between the same rows again.
   */
  @Override
  public List<Column<WindowResult>> layout() {
    List<Column<WindowResult>> columns =
        new ArrayList<>(Column.texts(keyColumns, result -> result.key().values()));
    columns.add(Column.time(START, result -> time.text(result.start())));
    columns.add(Column.time(END, result -> time.text(result.end())));
    List<String> key = columns.stream().map(Column::name).toList();
    if (aggregate == Aggregate.AVERAGE) {
      columns.add(Column.number("average", result -> result.aggregate().value()));
    }
    switch (aggregate) {
      case AVERAGE, SUM -> columns.add(value("sum"));
      case MIN -> columns.add(value("min"));
      case MAX -> columns.add(value("max"));
      case COUNT -> {}
    }
    columns.add(
        Column.<WindowResult>whole(COUNT, result -> result.aggregate().count())
            .as(Column.Part.VERSION));
    columns.add(Column.whole(REVISION, WindowResult::revision));
    return Column.keyed(columns, key);
  }

  private static Column<WindowResult> value(String name) {
    return Column.number(name, result -> result.aggregate().exact().withFraction());
  }

  @Override
  public Object keyObject(WindowResult result) {
    return result.key();
  }

  @Override
  public String print(WindowResult result) {
    String line = kind.label() + " Window " + aggregate.label() + "> " + answer(result.aggregate());
    if (style == PrintStyle.RESULT) {
      return line;
    }
    String detail = "  " + result.key() + "  " + time.text(window(result));
    return line + detail + (result.revision() == 1 ? "" : "  revision " + result.revision());
  }

  /** The number that a result is about. */
  String answer(AggregateResult result) {
    Decimal answer = result.value();
    return (aggregate == Aggregate.COUNT ? answer : answer.withFraction()).toString();
  }

  static TimeWindow window(WindowResult result) {
    return new TimeWindow(result.start(), result.end());
  }
}
