package dev.flinkjobs.windows;

import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.ResultFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An alert as its result's columns, {@code threshold} and {@code side}, or as one line. */
record AlertFormat(WindowFormat results, Aggregate aggregate, ZonedTime time)
    implements ResultFormat<Alert> {

  static final String THRESHOLD = "threshold";
  static final String SIDE = "side";

  /** The key: each revision of a window may be an alert, on either side. */
  @Override
  public List<Column<Alert>> layout() {
    List<Column<Alert>> columns = new ArrayList<>();
    for (Column<WindowResult> of : results.layout()) {
      columns.add(Column.of(of.name(), of.type(), alert -> of.value().apply(alert.result())));
    }
    columns.add(Column.number(THRESHOLD, Alert::threshold));
    columns.add(Column.text(SIDE, AlertFormat::side));
    List<String> key = new ArrayList<>(results.key());
    key.addAll(List.of(WindowFormat.REVISION, SIDE));
    return Column.keyed(columns, key);
  }

  /** {@code alert tx1 [2024-05-11T10:00:00Z, 2024-05-11T10:00:05Z): average 150.0 above 100}. */
  @Override
  public String print(Alert alert) {
    return String.format(
        Locale.ROOT,
        "alert %s %s: %s %s %s %s",
        alert.result().key(),
        time.text(WindowFormat.window(alert.result())),
        aggregate.name().toLowerCase(Locale.ROOT),
        alert.result().aggregate().value(),
        side(alert),
        alert.threshold());
  }

  private static String side(Alert alert) {
    return alert.above() ? "above" : "below";
  }
}
