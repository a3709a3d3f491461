package dev.flinkjobs.connectors.jdbc;

import dev.flinkjobs.output.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** MySQL and MariaDB, which are the same but for the driver. Times are in UTC. */
final class MySqlDialect implements Dialect {
  private static final long serialVersionUID = 1L;

  private static final int FRACTIONAL_DIGITS = 20;
  private static final String NUMBER = "decimal(65," + FRACTIONAL_DIGITS + ")";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  /**
   * Compares byte by byte, trailing blanks included, unlike {@code utf8mb4_bin}. The two servers
   * name it otherwise, and each takes the other's comment for a comment.
   */
  private static final String EXACT =
      "CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */";

  private static final Pattern EXACT_KEY =
      Pattern.compile(
          "varchar\\((25[5-9]|2[6-9]\\d|[3-9]\\d\\d)\\) CHARACTER SET utf8mb4"
              + " COLLATE utf8mb4_(nopad|0900)_bin PRIMARY KEY");

  private static final Pattern VALUE =
      Pattern.compile("(\\w*text|varchar\\(\\d+\\)) CHARACTER SET utf8mb4 COLLATE \\w+");

  private static final String ALSO_UNIQUE = " UNIQUE";

  /**
   * The type says by what texts are compared, and whether the column is in a unique index besides
   * the key, by which a row would replace that of another key. A key has the whole of a column.
   */
  private static final String COLUMNS =
      """
      SELECT c.column_name,
        CONCAT(
          c.column_type,
          COALESCE(
            CONCAT(' CHARACTER SET ', c.character_set_name, ' COLLATE ', c.collation_name,
              IF(c.column_key = 'PRI', ' PRIMARY KEY', '')),
            ''),
          IF(SUM(i.index_name <> 'PRIMARY') > 0, ' UNIQUE', '')),
        c.is_nullable = 'YES' OR c.column_default IS NOT NULL
          OR c.extra LIKE '%auto_increment%',
        COALESCE(SUM(i.index_name = 'PRIMARY' AND i.sub_part IS NULL) > 0, false)
      FROM information_schema.columns c
      LEFT JOIN information_schema.statistics i
        ON i.table_schema = c.table_schema AND i.table_name = c.table_name
        AND i.column_name = c.column_name AND i.non_unique = 0
      WHERE c.table_schema = COALESCE(?, DATABASE()) AND c.table_name = ?
      GROUP BY c.column_name, c.column_type, c.character_set_name, c.collation_name, c.column_key,
        c.is_nullable, c.column_default, c.extra, c.ordinal_position
      ORDER BY c.ordinal_position
      """;

  private final JdbcDriver driver;

  private MySqlDialect(String prefix, String className, String artifact) {
    driver =
        new JdbcDriver(
            prefix,
            className,
            artifact,
            List.of("sslMode", "connectTimeout", "socketTimeout"),
            // Else the server may cut a text off, or put a ? in the place of a character.
            Map.of(
                "connectTimeout", "10000",
                "socketTimeout", "60000",
                "sessionVariables", "sql_mode='STRICT_ALL_TABLES'"),
            "MYSQL_USER",
            "MYSQL_PWD");
  }

  static MySqlDialect mysql() {
    return new MySqlDialect(
        "jdbc:mysql://", "com.mysql.cj.jdbc.Driver", "com.mysql:mysql-connector-j:9.7.0");
  }

  static MySqlDialect mariadb() {
    return new MySqlDialect(
        "jdbc:mariadb://",
        "org.mariadb.jdbc.Driver",
        "org.mariadb.jdbc:mariadb-java-client:3.5.11");
  }

  @Override
  public JdbcDriver driver() {
    return driver;
  }

  @Override
  public String quoted(String name) {
    return '`' + name.replace("`", "``") + '`';
  }

  /** As many as {@link #type} has for them. */
  @Override
  public boolean takesKey(List<String> values) {
    return values.stream().allMatch(value -> value.codePointCount(0, value.length()) <= 255);
  }

  /** A key cannot be longer than an index; and it is not the same in other letters. */
  @Override
  public String type(ColumnType type, boolean inKey) {
    return switch (type) {
      case TEXT -> inKey ? "varchar(255) " + EXACT : "longtext CHARACTER SET utf8mb4";
      case NUMBER -> NUMBER;
      case WHOLE -> "bigint";
      case TRUTH -> "boolean";
      case TIME -> "datetime(6)";
    };
  }

  @Override
  public boolean takes(ColumnType type, String actual) {
    return switch (type) {
      case TEXT -> EXACT_KEY.matcher(actual).matches() || VALUE.matcher(actual).matches();
      case NUMBER -> actual.equals(NUMBER);
      case WHOLE -> actual.matches("bigint(\\(\\d+\\))?");
      case TRUTH -> actual.equals("tinyint(1)");
      case TIME -> actual.matches("datetime\\([3-6]\\)");
    };
  }

  @Override
  public String value(ColumnType type, String value) {
    return switch (type) {
      case TEXT, WHOLE -> value;
      // More digits would be cut off without a word.
      case NUMBER ->
          new BigDecimal(value)
              .setScale(FRACTIONAL_DIGITS, RoundingMode.UNNECESSARY)
              .toPlainString();
      case TRUTH -> value.equals("true") ? "1" : "0";
      case TIME -> TIME.format(OffsetDateTime.parse(value).withOffsetSameInstant(ZoneOffset.UTC));
    };
  }

  @Override
  public String now() {
    return "SELECT DATE_FORMAT(UTC_TIMESTAMP(6), '%Y-%m-%d %H:%i:%s.%f')";
  }

  /**
   * Assignments are made one after the other and see those before them: the columns that are
   * compared come last, and the weightiest of them at the very end.
   */
  @Override
  public String upsert(Table table, int rows) {
    List<String> columns = table.columnNames();
    String row = columns.stream().map(column -> "?").collect(Collectors.joining(", ", "(", ")"));
    List<String> age = new ArrayList<>(table.age());
    Collections.reverse(age);
    String isNewer = "(" + age(table, "%s") + " <= " + age(table, "VALUES(%s)") + ") IS NOT FALSE";
    return "INSERT INTO "
        + quotedTable(table.name())
        + " ("
        + quoted(columns)
        + ") VALUES "
        + String.join(", ", Collections.nCopies(rows, row))
        + " ON DUPLICATE KEY UPDATE "
        + Stream.concat(
                table.values().stream().filter(column -> !age.contains(column)), age.stream())
            .map(this::quoted)
            .map(
                column -> column + " = IF(" + isNewer + ", VALUES(" + column + "), " + column + ")")
            .collect(Collectors.joining(", "));
  }

  @Override
  public void bind(PreparedStatement statement, Table table, Collection<@Nullable String[]> rows)
      throws SQLException {
    int parameter = 1;
    for (@Nullable String[] row : rows) {
      for (String value : row) {
        statement.setString(parameter++, value);
      }
    }
  }

  @Override
  public List<Actual> columns(Connection connection, String table) throws SQLException {
    String[] parts = table.split("\\.", 2);
    return Dialect.askColumns(
        connection, COLUMNS, parts.length == 2 ? parts[0] : null, parts[parts.length - 1]);
  }

  /** Where nothing but types is wrong. */
  @Override
  public List<String> alter(Table table, List<Actual> actual) {
    List<String> statements = new ArrayList<>();
    for (Table.Column column : table.columns()) {
      for (Actual there : actual) {
        if (there.name().equals(column.name())
            && !takes(column.type(), there.type())
            && !there.type().endsWith(ALSO_UNIQUE)) {
          statements.add(
              "ALTER TABLE " + quotedTable(table.name()) + " MODIFY " + definition(table, column));
        }
      }
    }
    return statements;
  }
}
