package dev.flinkjobs.windows;

import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.output.RowWriter;
import dev.flinkjobs.record.Decimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * A result as {@code Tumbling Window Avg> 150.0}, perhaps with its key and window, or as its key's
 * columns, the window's bounds, the answer, what it was made of, and the revision.
 */
final class WindowFormat implements ResultFormat<WindowResult> {
  private static final long serialVersionUID = 1L;

  static final String START = "window_start";
  static final String END = "window_end";
  static final String REVISION = "revision";
  private static final String COUNT = "count";

  private static final Decimal ONE_FRACTIONAL_DIGIT = Decimal.of(0, 1);

  private final List<String> key;
  private final Windows.Kind kind;
  private final Aggregate aggregate;
  private final PrintStyle style;
  private final ZonedTime time;

  WindowFormat(
      List<String> key, Windows.Kind kind, Aggregate aggregate, PrintStyle style, ZonedTime time) {
    this.key = key;
    this.kind = kind;
    this.aggregate = aggregate;
    this.style = style;
    this.time = time;
  }

  /** The names of the columns behind those of the key. */
  static List<String> resultColumns(Aggregate aggregate) {
    List<String> columns = new ArrayList<>(List.of(START, END));
    columns.addAll(
        switch (aggregate) {
          case AVERAGE -> List.of("average", "sum", COUNT);
          case SUM -> List.of("sum", COUNT);
          case COUNT -> List.of(COUNT);
          case MIN -> List.of("min", COUNT);
          case MAX -> List.of("max", COUNT);
        });
    columns.add(REVISION);
    return columns;
  }

  @Override
  public List<String> columns() {
    List<String> columns = new ArrayList<>(key);
    columns.addAll(resultColumns(aggregate));
    return columns;
  }

  @Override
  public List<String> key() {
    List<String> columns = new ArrayList<>(key);
    columns.addAll(List.of(START, END));
    return columns;
  }

  @Override
  public List<ColumnType> types() {
    List<ColumnType> types = new ArrayList<>(Collections.nCopies(key.size(), ColumnType.TEXT));
    for (String column : resultColumns(aggregate)) {
      types.add(
          switch (column) {
            case START, END -> ColumnType.TIME;
            case COUNT, REVISION -> ColumnType.WHOLE;
            default -> ColumnType.NUMBER;
          });
    }
    return types;
  }

  /**
   * Not the revision: after a failure a window may come to its last row in fewer of them, since the
   * watermark need not come between the same rows again.
   */
  @Override
  public String version() {
    return COUNT;
  }

  @Override
  public void write(WindowResult result, RowWriter row) {
    result.key().values().forEach(row::text);
    row.text(time.text(result.start()));
    row.text(time.text(result.end()));
    if (aggregate == Aggregate.AVERAGE) {
      row.number(result.aggregate().value());
    }
    if (aggregate != Aggregate.COUNT) {
      row.number(withFraction(result.aggregate().exact()));
    }
    row.number(result.aggregate().count());
    row.number(result.revision());
  }

  @Override
  public String print(WindowResult result) {
    String line = kind.label() + " Window " + aggregate.label() + "> " + answer(result);
    if (style == PrintStyle.RESULT) {
      return line;
    }
    String detail = "  " + result.key() + "  " + time.text(window(result));
    return line + detail + (result.revision() == 1 ? "" : "  revision " + result.revision());
  }

  private String answer(WindowResult result) {
    Decimal answer = result.aggregate().value();
    return (aggregate == Aggregate.COUNT ? answer : withFraction(answer)).toString();
  }

  static TimeWindow window(WindowResult result) {
    return new TimeWindow(result.start(), result.end());
  }

  private static Decimal withFraction(Decimal value) {
    return value.scale() > 0 ? value : value.plus(ONE_FRACTIONAL_DIGIT);
  }
}
