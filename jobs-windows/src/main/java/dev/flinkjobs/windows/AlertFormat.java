package dev.flinkjobs.windows;

import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.output.RowWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** An alert as its result's columns, {@code threshold} and {@code side}, or as one line. */
final class AlertFormat implements ResultFormat<Alert> {
  private static final long serialVersionUID = 1L;

  static final String THRESHOLD = "threshold";
  static final String SIDE = "side";

  private final WindowFormat results;
  private final Aggregate aggregate;
  private final ZonedTime time;

  AlertFormat(WindowFormat results, Aggregate aggregate, ZonedTime time) {
    this.results = results;
    this.aggregate = aggregate;
    this.time = time;
  }

  @Override
  public List<String> columns() {
    return Stream.concat(results.columns().stream(), Stream.of(THRESHOLD, SIDE)).toList();
  }

  @Override
  public List<ColumnType> types() {
    return Stream.concat(results.types().stream(), Stream.of(ColumnType.NUMBER, ColumnType.TEXT))
        .toList();
  }

  /** Each revision of a window may be an alert, on either side. */
  @Override
  public List<String> key() {
    return Stream.concat(results.key().stream(), Stream.of(WindowFormat.REVISION, SIDE)).toList();
  }

  @Override
  public void write(Alert alert, RowWriter row) {
    results.write(alert.result(), row);
    row.number(alert.threshold());
    row.text(side(alert));
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
