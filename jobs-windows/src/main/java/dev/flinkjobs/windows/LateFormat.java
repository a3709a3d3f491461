package dev.flinkjobs.windows;

import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.ResultFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A late row as the columns it came from, the windows that do not count it, and whether others do;
 * or as one line.
 *
 * @param keyColumns the names of the columns of the key
 * @param timestamp the name of the column of the time
 * @param value the name of the column of the value
 */
record LateFormat(List<String> keyColumns, String timestamp, String value, ZonedTime time)
    implements ResultFormat<LateMeasurement> {

  static final String MISSED = "missed_windows";
  static final String COUNTED = "counted";

  @Override
  public List<Column<LateMeasurement>> layout() {
    List<Column<LateMeasurement>> columns =
        new ArrayList<>(Column.texts(keyColumns, late -> late.row().key().values()));
    columns.add(Column.time(timestamp, late -> time.text(late.row().timestamp())));
    columns.add(Column.number(value, late -> late.row().value()));
    columns.add(Column.text(MISSED, this::missed));
    columns.add(Column.text(COUNTED, late -> late.isLost() ? "nowhere" : "elsewhere"));
    return columns;
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
