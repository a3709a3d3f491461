package dev.flinkjobs.connectors.jdbc;

import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.Secrets;
import dev.flinkjobs.options.Settings;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.output.Output;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.record.Message;
import dev.flinkjobs.record.Visible;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.connector.sink2.Sink;
import org.jspecify.annotations.Nullable;

/**
 * The latest result of each key as a row of a table: {@code
 * jdbc:postgresql://host:5432/database?table=NAME&mode=append|replace&user=NAME&password-file=FILE}.
 */
final class JdbcOutput implements Output {
  private static final List<Dialect> DIALECTS =
      List.of(new PostgresDialect(), MySqlDialect.mysql(), MySqlDialect.mariadb());

  private static final Pattern USER = Pattern.compile("//[^/?]*@");

  private enum Mode {
    /** The table has to be empty. */
    NEW,
    /** Rows of other keys stay. */
    APPEND,
    /** All rows that are there are deleted. */
    REPLACE
  }

  private final String option;
  private final String text;
  private final Database database;
  private final String tableName;
  private final Mode mode;

  /** When this run was started; set by {@link #prepare}, read when the job is submitted. */
  private final AtomicReference<String> run = new AtomicReference<>("");

  private boolean resuming;
  private boolean isReachable;
  private @Nullable Table table;

  private JdbcOutput(String option, String text, Database database, String tableName, Mode mode) {
    this.option = option;
    this.text = text;
    this.database = database;
    this.tableName = tableName;
    this.mode = mode;
  }

  /**
   * The table that a text names.
   *
   * @param environment where passwords may be
   */
  static Output parse(
      String option, String text, Map<String, String> environment, Problems problems) {
    String shown = Secrets.argument(text);
    if (!shown.equals(text) || USER.matcher(text).find()) {
      problems.add(
          "%s %s: a user or a password has no place in an address, which is shown; write"
              + " user=NAME, and give the password in a file: password-file=FILE",
          option, shown);
      return unusable(option, text);
    }
    for (Dialect dialect : DIALECTS) {
      if (text.startsWith(dialect.driver().prefix())) {
        return parse(option, text, dialect, environment, problems);
      }
    }
    List<String> prefixes = DIALECTS.stream().map(dialect -> dialect.driver().prefix()).toList();
    problems.add(
        "%s %s: is not a database; write %sHOST/DATABASE?table=NAME; those that are known: %s",
        option, text, prefixes.get(0), String.join(", ", prefixes));
    return unusable(option, text);
  }

  /** In the place of one with a fault, and never used. */
  private static Output unusable(String option, String text) {
    return new JdbcOutput(
        option, text, new Database(DIALECTS.get(0), "", new Properties()), "", Mode.NEW);
  }

  private static Output parse(
      String option,
      String text,
      Dialect dialect,
      Map<String, String> environment,
      Problems problems) {
    List<String> names = new ArrayList<>(List.of("table", "mode"));
    names.addAll(Database.settings(dialect));
    Problems found = new Problems();
    Settings settings = Settings.parse(option, text, dialect.driver().prefix(), names, found);
    String prefix = option + " " + text + ": ";
    String table = settings.get("table");
    if (table == null || table.isEmpty()) {
      found.add(prefix + "the table is missing; add table=NAME");
    }
    String mode = settings.choice("mode", List.of("new", "append", "replace"), found);
    Database database = Database.parse(dialect, settings, environment, prefix, found);
    found.messages().forEach(problems::add);
    if (!found.isEmpty() || table == null) {
      return unusable(option, text);
    }
    return new JdbcOutput(
        option, text, database, table, Mode.valueOf(mode.toUpperCase(Locale.ROOT)));
  }

  @Override
  public String kind() {
    return database.dialect().driver().prefix().replaceFirst("://$", "");
  }

  @Override
  public Output writtenAgain(boolean hasBegun, Problems problems) {
    if (mode == Mode.APPEND) {
      problem(problems, REPLACES_ALL);
    }
    return hasBegun ? new JdbcOutput(option, text, database, tableName, Mode.REPLACE) : this;
  }

  Database database() {
    return database;
  }

  /** The driver, unless it is PostgreSQL's, which is in each job jar. */
  @Override
  public List<Class<?>> libraries() {
    try {
      return database.dialect() instanceof PostgresDialect
          ? List.of()
          : List.of(database.driver().getClass());
    } catch (SQLException missing) {
      return List.of(); // Said when it was parsed.
    }
  }

  @Override
  public void check(Problems problems, boolean isResuming) {
    resuming = isResuming;
    if (tableName.isEmpty()) {
      return; // Said when it was parsed.
    }
    try (Connection connection = database.connect()) {
      isReachable = connection.isValid(0);
    } catch (SQLException unreachable) {
      problem(problems, database.explain(unreachable));
    }
  }

  @Override
  public void check(ResultFormat<?> format, Problems problems) {
    ResultFormat<?> latest = format.latest();
    if (format.key().isEmpty()) {
      problem(
          problems,
          "these results have no key, by which one that is written again after a failure could be"
              + " told from another; take files:DIR or kafka://HOST:PORT/TOPIC");
      return;
    }
    if (!latest.equals(format) && latest.version() == null) {
      problem(
          problems,
          "these results replace one another, and have no column that says which is the newer one;"
              + " add --mode batch, or take files:DIR");
      return;
    }
    if (latest.columns().contains(Table.RUN)) {
      problem(
          problems, "the column " + Table.RUN + " is the table's own; rename that of the input");
      return;
    }
    if (isReachable) {
      Table expected = Table.of(tableName, latest);
      try (Connection connection = database.connect()) {
        check(connection, expected, problems);
      } catch (SQLException failed) {
        problem(problems, database.explain(failed));
      }
    }
  }

  private void check(Connection connection, Table expected, Problems problems) throws SQLException {
    Dialect dialect = database.dialect();
    List<Dialect.Actual> actual = dialect.columns(connection, tableName);
    boolean exists = !actual.isEmpty();
    boolean replaced = mode == Mode.REPLACE && !resuming;
    List<String> forbidden = dialect.forbidden(connection, tableName, exists, replaced);
    if (!exists) {
      if (!forbidden.isEmpty()) {
        problem(
            problems,
            "there is no such table, and user '%s' may not create it; have it made:\n%s",
            database.user(),
            dialect.create(expected));
      }
      return;
    }
    List<String> faults = faults(expected, actual);
    if (!faults.isEmpty()) {
      List<String> alter = dialect.alter(expected, actual);
      problem(
          problems,
          "the table does not fit: %s; name another, or make it as it has to be:\n%s",
          Visible.text(String.join("; ", faults)),
          alter.size() == faults.size() ? String.join(";\n", alter) : dialect.create(expected));
    }
    if (!forbidden.isEmpty()) {
      String privileges = String.join(", ", forbidden);
      problem(
          problems,
          "user '%s' lacks privileges; have them given: GRANT %s ON %s TO %s",
          database.user(),
          privileges,
          dialect.quotedTable(tableName),
          dialect.quoted(database.user()));
    } else if (mode == Mode.NEW && !resuming && !isEmpty(connection)) {
      problem(
          problems,
          "the table is not empty; name another, or add &mode=append to keep its rows or"
              + " &mode=replace to delete them");
    }
  }

  private List<String> faults(Table expected, List<Dialect.Actual> actual) {
    Dialect dialect = database.dialect();
    List<String> faults = new ArrayList<>();
    Map<String, Dialect.Actual> byName =
        actual.stream().collect(Collectors.toMap(Dialect.Actual::name, column -> column));
    for (Table.Column column : expected.columns()) {
      Dialect.Actual there = byName.remove(column.name());
      if (there == null) {
        faults.add("column " + column.name() + " is missing");
      } else if (!dialect.takes(column.type(), there.type())) {
        faults.add(
            Message.of(
                "column %s is %s and has to be %s",
                column.name(),
                there.type(),
                dialect.type(column.type(), expected.key().contains(column.name()))));
      }
    }
    for (Dialect.Actual other : byName.values()) {
      if (!other.optional()) {
        faults.add("column " + other.name() + " gets no value, and takes no null");
      }
    }
    List<String> key =
        actual.stream().filter(Dialect.Actual::inKey).map(Dialect.Actual::name).sorted().toList();
    if (!key.equals(expected.key().stream().sorted().toList())) {
      faults.add(
          Message.of(
              "its primary key is (%s) and has to be (%s)",
              String.join(", ", key), String.join(", ", expected.key())));
    }
    return faults;
  }

  private boolean isEmpty(Connection connection) throws SQLException {
    String query =
        "SELECT NOT EXISTS (SELECT * FROM " + database.dialect().quotedTable(tableName) + ")";
    return Dialect.ask(connection, query, row -> row.getBoolean(1)).contains(true);
  }

  /** Makes the table, or empties it if it is to be replaced. */
  @Override
  public void prepare(boolean isResuming) {
    if (table == null) {
      return; // The job writes nothing to it.
    }
    Dialect dialect = database.dialect();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      List<Dialect.Actual> actual = dialect.columns(connection, tableName);
      if (actual.isEmpty()) {
        statement.executeUpdate(dialect.create(table));
      } else if (!faults(table, actual).isEmpty()) {
        throw new SQLException("another output has just made it, for other results");
      } else if (mode == Mode.REPLACE && !isResuming) {
        statement.executeUpdate("TRUNCATE TABLE " + dialect.quotedTable(tableName));
      }
      run.set(Dialect.ask(connection, dialect.now(), row -> row.getString(1)).get(0));
    } catch (SQLException failed) {
      Problems problems = new Problems();
      problem(
          problems,
          "the table cannot be made ready: %s; have it made:\n%s",
          database.message(failed),
          dialect.create(table));
      throw new UsageException(problems.messages());
    }
  }

  @Override
  public <T> FilterFunction<T> fits(ResultFormat<T> format) {
    return new KeyFits<>(database.dialect(), format.latest());
  }

  /**
   * Rows are written before their checkpoint is complete, and again after a failure; what makes
   * that harmless is that no row is replaced by an older one.
   */
  @Override
  public <T> Sink<T> sink(ResultFormat<T> format) {
    ResultFormat<T> latest = format.latest();
    Table written = Table.of(tableName, latest);
    table = written;
    // Nothing of this output but these goes to a cluster.
    Database to = database;
    AtomicReference<String> started = run;
    return context ->
        new JdbcWriter<>(
            to,
            written,
            latest,
            Objects.requireNonNull(started.get()),
            context.getProcessingTimeService(),
            context.metricGroup().getNumRecordsSendCounter(),
            JdbcWriter.PAUSES);
  }

  private void problem(Problems problems, String what, @Nullable Object... values) {
    problems.add(option + " " + text + ": " + Message.of(what, values));
  }
}
