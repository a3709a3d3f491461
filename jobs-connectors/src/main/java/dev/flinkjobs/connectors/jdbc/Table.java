package dev.flinkjobs.connectors.jdbc;

import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.output.ResultFormat;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table that keeps the latest result of each key, as it has to be.
 *
 * @param name in its own letters, behind that of the schema and a point if there is one
 * @param columns those of the format, and {@link #RUN} as the last
 * @param key the columns of the primary key, in the order of the columns
 * @param version the column whose larger number is the newer result; null if results are final
 */
record Table(String name, List<Column> columns, List<String> key, @Nullable String version)
    implements Serializable {

  /** When the run that wrote the row was started, by the clock of the database. */
  static final String RUN = "run_started";

  record Column(String name, ColumnType type) implements Serializable {}

  /** The table for results of a format. */
  static Table of(String name, ResultFormat<?> format) {
    List<Column> columns = new ArrayList<>();
    format.layout().forEach(column -> columns.add(new Column(column.name(), column.type())));
    columns.add(new Column(RUN, ColumnType.TIME));
    return new Table(name, List.copyOf(columns), format.key(), format.version());
  }

  List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  /** Those that say which of two rows of a key is the newer one, the weightiest first. */
  List<String> age() {
    return Stream.concat(Stream.of(RUN), Stream.ofNullable(version)).toList();
  }

  /** Those whose values change from result to result. */
  List<String> values() {
    return columnNames().stream().filter(column -> !key.contains(column)).toList();
  }

  boolean isNeverNull(String column) {
    return key.contains(column) || age().contains(column);
  }
}
