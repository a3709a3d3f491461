package dev.flinkjobs.connectors.jdbc;

import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.record.Message;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one kind of database says otherwise than another. Values are text on their way to it. */
interface Dialect extends Serializable {

  JdbcDriver driver();

  /** A name as it stands in a statement. */
  String quoted(String name);

  /** The type of a column of a table that we make. */
  String type(ColumnType type, boolean inKey);

  /** Whether these values of columns of text fit into a key. */
  boolean takesKey(List<String> values);

  /** Whether a column of such a type takes all values, unchanged. */
  boolean takes(ColumnType type, String actual);

  /** A value as the database reads it. */
  String value(ColumnType type, String value);

  /** Asks for the database's time, as a value of {@link Table#RUN}. */
  String now();

  /**
   * Writes so many rows, unless the table has newer ones. One statement, so all of them or none.
   */
  String upsert(Table table, int rows);

  /** Fills {@link #upsert} in. */
  void bind(PreparedStatement statement, Table table, Collection<@Nullable String[]> rows)
      throws SQLException;

  /** The columns of a table that is there; none if there is no such table. */
  List<Actual> columns(Connection connection, String table) throws SQLException;

  /**
   * A statement for each column whose type does not fit, by which it does; fewer where another
   * table has to be made.
   */
  default List<String> alter(Table table, List<Actual> actual) {
    return List.of();
  }

  /**
   * What of this the user may not do, as the database names it; empty if it does not tell: then it
   * shows when the table is made ready.
   */
  default List<String> forbidden(
      Connection connection, String table, boolean exists, boolean replaced) throws SQLException {
    return List.of();
  }

  /**
   * A column that is there.
   *
   * @param optional whether a row may come without it
   */
  record Actual(String name, String type, boolean optional, boolean inKey) {}

  /** The name of a table, each of its parts quoted. */
  default String quotedTable(String table) {
    return Arrays.stream(table.split("\\.", 2)).map(this::quoted).collect(Collectors.joining("."));
  }

  default String quoted(List<String> names) {
    return names.stream().map(this::quoted).collect(Collectors.joining(", "));
  }

  /** What says which of two rows is the newer one, to be compared; {@code %s} is a column. */
  default String age(Table table, String shape) {
    return table.age().stream()
        .map(column -> shape.replace("%s", quoted(column)))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /** The statement that makes the table, for people too. */
  default String create(Table table) {
    List<String> lines = new ArrayList<>();
    for (Table.Column column : table.columns()) {
      lines.add(definition(table, column));
    }
    lines.add("PRIMARY KEY (" + quoted(table.key()) + ")");
    return Message.of(
        "CREATE TABLE %s (\n  %s\n)", quotedTable(table.name()), String.join(",\n  ", lines));
  }

  /** A column as it stands in a statement that makes it. */
  default String definition(Table table, Table.Column column) {
    return quoted(column.name())
        + " "
        + type(column.type(), table.key().contains(column.name()))
        + (table.isNeverNull(column.name()) ? " NOT NULL" : "");
  }

  /** Reads a row of what a query gives. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** What a query with these values gives, row by row. */
  static <T> List<T> ask(
      Connection connection, String query, Row<T> row, @Nullable String... values)
      throws SQLException {
    List<T> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet answer = statement.executeQuery()) {
        while (answer.next()) {
          rows.add(row.read(answer));
        }
      }
    }
    return rows;
  }

  /** The columns that a query gives, with their types, and whether they are optional and a key. */
  static List<Actual> askColumns(Connection connection, String query, @Nullable String... names)
      throws SQLException {
    return ask(
        connection,
        query,
        row -> new Actual(row.getString(1), row.getString(2), row.getBoolean(3), row.getBoolean(4)),
        names);
  }
}
