package dev.flinkjobs.connectors.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.record.Message;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** PostgreSQL. */
final class PostgresDialect implements Dialect {
  private static final long serialVersionUID = 1L;

  private static final int MAX_KEY_BYTES = 2600;

  /** Characters that make others of what they precede, or stand for them. */
  private static final Pattern PICTURES = Pattern.compile("[\u2400\u241b]");

  /** A collation is named only where it takes different texts for equal. */
  private static final String COLUMNS =
      """
      SELECT a.attname,
        format_type(a.atttypid, a.atttypmod)
          || COALESCE(' COLLATE ' || quote_ident(folding.collname), ''),
        NOT a.attnotnull OR a.atthasdef OR a.attidentity <> '',
        COALESCE(a.attnum = ANY (i.indkey), false)
      FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
        LEFT JOIN pg_collation folding
          ON folding.oid = a.attcollation AND NOT folding.collisdeterministic
      WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY a.attnum
      """;

  private static final JdbcDriver DRIVER =
      new JdbcDriver(
          "jdbc:postgresql://",
          "org.postgresql.Driver",
          "org.postgresql:postgresql",
          List.of(
              ("sslmode sslrootcert sslcert sslkey connectTimeout socketTimeout targetServerType"
                      + " prepareThreshold")
                  .split(" ")),
          // A server that is gone without a word is noticed: no task waits for ever.
          Map.of(
              "ApplicationName", "flink-jobs",
              "connectTimeout", "10",
              "socketTimeout", "60",
              "tcpKeepAlive", "true"),
          "PGUSER",
          "PGPASSWORD");

  @Override
  public JdbcDriver driver() {
    return DRIVER;
  }

  @Override
  public String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public String type(ColumnType type, boolean inKey) {
    return switch (type) {
      case TEXT -> "text";
      case NUMBER -> "numeric";
      case WHOLE -> "bigint";
      case TRUTH -> "boolean";
      case TIME -> "timestamptz";
    };
  }

  /** An entry of an index has a third of a page. */
  @Override
  public boolean takesKey(List<String> values) {
    return values.stream().mapToInt(value -> value.getBytes(UTF_8).length).sum() <= MAX_KEY_BYTES;
  }

  /** A numeric with a precision rounds what does not fit; a text that is too long is an error. */
  @Override
  public boolean takes(ColumnType type, String actual) {
    return switch (type) {
      case TEXT -> actual.matches("text|character varying(\\(\\d+\\))?");
      case NUMBER -> actual.equals("numeric");
      case WHOLE -> actual.equals("bigint") || actual.equals("numeric");
      case TRUTH -> actual.equals("boolean");
      case TIME -> actual.matches("timestamp(\\([3-6]\\))? with time zone");
    };
  }

  /**
   * Text cannot hold a NUL here, so its picture stands for it, and another one precedes what is
   * such a picture itself: two texts never become one.
   */
  @Override
  public String value(ColumnType type, String value) {
    return type == ColumnType.TEXT
        ? PICTURES.matcher(value).replaceAll("\u241b$0").replace('\0', '\u2400')
        : value;
  }

  @Override
  public String now() {
    return "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC',"
        + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
  }

  /** The same text for any number of rows: each column comes as an array. */
  @Override
  public String upsert(Table table, int rows) {
    return Message.of(
        "INSERT INTO %s AS t (%s) SELECT * FROM unnest(%s) ON CONFLICT (%s) DO UPDATE SET %s"
            + " WHERE (%s <= %s) IS NOT FALSE",
        quotedTable(table.name()),
        quoted(table.columnNames()),
        table.columns().stream()
            .map(column -> "?::" + type(column.type(), false) + "[]")
            .collect(Collectors.joining(", ")),
        quoted(table.key()),
        table.values().stream()
            .map(column -> quoted(column) + " = excluded." + quoted(column))
            .collect(Collectors.joining(", ")),
        age(table, "t.%s"),
        age(table, "excluded.%s"));
  }

  @Override
  public void bind(PreparedStatement statement, Table table, Collection<@Nullable String[]> rows)
      throws SQLException {
    for (int column = 0; column < table.columns().size(); column++) {
      @Nullable String[] values = new String[rows.size()];
      int at = 0;
      for (@Nullable String[] row : rows) {
        values[at++] = row[column];
      }
      statement.setArray(column + 1, statement.getConnection().createArrayOf("text", values));
    }
  }

  @Override
  public List<Actual> columns(Connection connection, String table) throws SQLException {
    return Dialect.askColumns(connection, COLUMNS, quotedTable(table));
  }

  @Override
  public List<String> forbidden(
      Connection connection, String table, boolean exists, boolean replaced) throws SQLException {
    if (!exists) {
      String schema = table.contains(".") ? quoted(table.split("\\.", 2)[0]) : null;
      String place = "has_schema_privilege(COALESCE(to_regnamespace(?), to_regnamespace(";
      return isTrue(connection, place + "quote_ident(current_schema()))), ?)", schema, "CREATE")
          ? List.of()
          : List.of("CREATE");
    }
    List<String> needed = new ArrayList<>(List.of("SELECT", "INSERT", "UPDATE"));
    if (replaced) {
      needed.add("TRUNCATE");
    }
    List<String> forbidden = new ArrayList<>();
    for (String privilege : needed) {
      if (!isTrue(
          connection, "has_table_privilege(to_regclass(?), ?)", quotedTable(table), privilege)) {
        forbidden.add(privilege);
      }
    }
    return forbidden;
  }

  private static boolean isTrue(Connection connection, String question, @Nullable String... about)
      throws SQLException {
    return Dialect.ask(connection, "SELECT " + question, row -> row.getBoolean(1), about)
        .contains(true);
  }
}
