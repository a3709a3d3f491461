package dev.flinkjobs.windows;

import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.output.RowWriter;
import dev.localglobal.LateRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A late row as the columns it came from, the windows that do not count it, and whether others do;
 * or as one line.
 */
final class LateFormat implements ResultFormat<LateRow<Measurement>> {
  private static final long serialVersionUID = 1L;

  static final String MISSED = "missed_windows";
  static final String COUNTED = "counted";

  private final List<String> columns;
  private final Windows.Kind kind;
  private final ZonedTime time;

  /**
   * @param key the names of the columns of the key
   * @param timestamp the name of the column of the time
   * @param value the name of the column of the value
   */
  LateFormat(List<String> key, String timestamp, String value, Windows.Kind kind, ZonedTime time) {
    List<String> all = new ArrayList<>(key);
    all.addAll(List.of(timestamp, value, MISSED, COUNTED));
    this.columns = List.copyOf(all);
    this.kind = kind;
    this.time = time;
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public List<ColumnType> types() {
    List<ColumnType> types = new ArrayList<>(Collections.nCopies(columns.size(), ColumnType.TEXT));
    types.set(columns.indexOf(MISSED) - 2, ColumnType.TIME);
    types.set(columns.indexOf(MISSED) - 1, ColumnType.NUMBER);
    return types;
  }

  @Override
  public void write(LateRow<Measurement> late, RowWriter row) {
    late.row().key().values().forEach(row::text);
    row.text(time.text(late.timestamp()));
    row.number(late.row().value());
    row.text(missed(late));
    row.text(late.isCounted() ? "elsewhere" : "nowhere");
  }

  /** {@code late tx1 2024-05-11T10:00:03Z 200: missed [2024-05-11T10:00:00Z, …)}. */
  @Override
  public String print(LateRow<Measurement> late) {
    String missed = kind == Windows.Kind.SESSION ? "its session" : missed(late);
    return "late "
        + late.row().key()
        + " "
        + time.text(late.timestamp())
        + " "
        + late.row().value()
        + ": missed "
        + missed
        + (late.isCounted() ? "; counted in its other windows" : "");
  }

  /** None of a session, whose extent nobody knows any more. */
  private String missed(LateRow<Measurement> late) {
    if (kind == Windows.Kind.SESSION) {
      return "";
    }
    return late.missed().stream().map(time::text).collect(Collectors.joining(" "));
  }
}
