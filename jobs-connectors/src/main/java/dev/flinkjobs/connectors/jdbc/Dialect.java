package dev.flinkjobs.connectors.jdbc;

import dev.flinkjobs.output.ColumnType;
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

  /** What of this the user may not do, as the database names it; empty if it does not tell. */
  List<String> forbidden(Connection connection, String table, boolean exists, boolean replaced)
      throws SQLException;

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
      lines.add(
          quoted(column.name())
              + " "
              + type(column.type(), table.key().contains(column.name()))
              + (table.isNeverNull(column.name()) ? " NOT NULL" : ""));
    }
    lines.add("PRIMARY KEY (" + quoted(table.key()) + ")");
    return "CREATE TABLE "
        + quotedTable(table.name())
        + " (\n  "
        + String.join(",\n  ", lines)
        + "\n)";
  }

  /** The one value that a query gives. */
  static String ask(Connection connection, String query) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query);
        ResultSet answer = statement.executeQuery()) {
      answer.next();
      return answer.getString(1);
    }
  }

  /** The columns that a query gives, with their types, and whether they are optional and a key. */
  static List<Actual> askColumns(Connection connection, String query, @Nullable String... names)
      throws SQLException {
    List<Actual> columns = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < names.length; i++) {
        statement.setString(i + 1, names[i]);
      }
      try (ResultSet answer = statement.executeQuery()) {
        while (answer.next()) {
          columns.add(
              new Actual(
                  answer.getString(1),
                  answer.getString(2),
                  answer.getBoolean(3),
                  answer.getBoolean(4)));
        }
      }
    }
    return columns;
  }
}
