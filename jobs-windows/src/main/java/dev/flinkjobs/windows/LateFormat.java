package dev.flinkjobs.windows;

import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.ResultFormat;
import dev.localglobal.LateRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A late row as the columns it came from, its missed windows, and whether other windows count it;
 * or as one line.
 *
 * @param keyColumns the names of the columns of the key
 * @param timestamp the name of the column of the time
 * @param value the name of the column of the value
 */
record LateFormat(
    List<String> keyColumns, String timestamp, String value, Windows.Kind kind, ZonedTime time)
    implements ResultFormat<LateRow<Measurement>> {

  static final String MISSED = "missed_windows";
  static final String COUNTED = "counted";

  @Override
  public List<Column<LateRow<Measurement>>> layout() {
    List<Column<LateRow<Measurement>>> columns =
        new ArrayList<>(Column.texts(keyColumns, late -> late.row().key().values()));
    columns.add(Column.time(timestamp, late -> time.text(late.timestamp())));
    columns.add(Column.number(value, late -> late.row().value()));
    columns.add(Column.text(MISSED, this::missed));
    columns.add(Column.text(COUNTED, late -> late.isCounted() ? "elsewhere" : "nowhere"));
    return columns;
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

  /** None of a session, whose bounds are no longer known. */
  private String missed(LateRow<Measurement> late) {
    if (kind == Windows.Kind.SESSION) {
      return "";
    }
    return late.missed().stream().map(time::text).collect(Collectors.joining(" "));
  }
}
