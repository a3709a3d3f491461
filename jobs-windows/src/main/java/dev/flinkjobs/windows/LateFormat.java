package dev.flinkjobs.windows;

import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.output.RowWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A late row as the columns it came from, the windows that do not count it, and whether others do;
 * or as one line.
 */
final class LateFormat implements ResultFormat<LateMeasurement> {
  private static final long serialVersionUID = 1L;

  static final String MISSED = "missed_windows";
  static final String COUNTED = "counted";

  private final List<String> columns;
  private final ZonedTime time;

  /**
   * @param key the names of the columns of the key
   * @param timestamp the name of the column of the time
   * @param value the name of the column of the value
   */
  LateFormat(List<String> key, String timestamp, String value, ZonedTime time) {
    List<String> all = new ArrayList<>(key);
    all.addAll(List.of(timestamp, value, MISSED, COUNTED));
    this.columns = List.copyOf(all);
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
  public void write(LateMeasurement late, RowWriter row) {
    late.row().key().values().forEach(row::text);
    row.text(time.text(late.row().timestamp()));
    row.number(late.row().value());
    row.text(missed(late));
    row.text(late.isLost() ? "nowhere" : "elsewhere");
  }

  /** {@code late tx1 2024-05-11T10:00:03Z 200: missed [2024-05-11T10:00:00Z, …)}. */
  @Override
  public String print(LateMeasurement late) {
    String missed = late.missed().isEmpty() ? "its session" : missed(late);
    return "late "
        + late.row().key()
        + " "
        + time.text(late.row().timestamp())
        + " "
        + late.row().value()
        + ": missed "
        + missed
        + (late.isLost() ? "" : "; counted in its other windows");
  }

  private String missed(LateMeasurement late) {
    return late.missed().stream().map(time::text).collect(Collectors.joining(" "));
  }
}
