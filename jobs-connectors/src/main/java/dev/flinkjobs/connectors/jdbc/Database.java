package dev.flinkjobs.connectors.jdbc;

import dev.flinkjobs.options.Problems;
import dev.flinkjobs.options.Secrets;
import dev.flinkjobs.options.Settings;
import dev.flinkjobs.record.Message;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A database and how to reach it.
 *
 * @param place {@code host:5432/name}
 * @param properties of connections: user, password, and settings of the driver, which nobody prints
 */
record Database(Dialect dialect, String place, Properties properties) implements Serializable {

  private static final Pattern PLACE =
      Pattern.compile("[^\\s,:/@]+(:\\d{1,5})?(,[^\\s,:/@]+(:\\d{1,5})?)*/[^\\s/?]+");

  /** MySQL's number, since its state says that of a statement. PostgreSQL has no numbers. */
  private static final int NO_SUCH_DATABASE = 1049;

  /** The names of settings that {@link #parse} takes. */
  static List<String> settings(Dialect dialect) {
    return Stream.concat(Stream.of("user", "password-file"), dialect.driver().settings().stream())
        .toList();
  }

  /**
   * The database that settings name.
   *
   * @param environment where the user's name and password may be
   * @param prefix of messages
   */
  static Database parse(
      Dialect dialect,
      Settings settings,
      Map<String, String> environment,
      String prefix,
      Problems problems) {
    JdbcDriver driver = dialect.driver();
    String place = settings.location();
    if (!place.isEmpty() && !PLACE.matcher(place).matches()) {
      problems.add(
          "%s'%s' is not a database; write HOST/NAME or HOST:PORT/NAME, e.g. %slocalhost/shop",
          prefix, place, driver.prefix());
    }
    Properties properties = new Properties();
    properties.putAll(driver.defaults());
    for (String name : driver.settings()) {
      set(properties, name, settings.get(name));
    }
    String user = settings.get("user");
    set(properties, "user", System.getProperty("user.name"));
    set(properties, "user", user != null ? user : environment.get(driver.userVariable()));
    String file = settings.get("password-file");
    set(
        properties,
        "password",
        file != null
            ? password(file, prefix, problems)
            : environment.get(driver.passwordVariable()));
    Database database = new Database(dialect, place, properties);
    try {
      database.driver();
    } catch (SQLException missing) {
      problems.add(prefix + missing.getMessage());
    }
    return database;
  }

  private static void set(Properties properties, String name, @Nullable String value) {
    if (value != null) {
      properties.setProperty(name, value);
    }
  }

  private static @Nullable String password(String file, String prefix, Problems problems) {
    try {
      // Without the line end that editors add.
      return Files.readString(Path.of(file)).replaceFirst("\\R\\z", "");
    } catch (NoSuchFileException missing) {
      problems.add(prefix + "password-file " + file + ": there is no such file");
    } catch (IOException | IllegalArgumentException unreadable) {
      problems.add(prefix + "password-file " + file + ": cannot be read");
    }
    return null;
  }

  /** An open connection, whose every statement stands for itself. */
  Connection connect() throws SQLException {
    Connection connection = driver().connect(url(), properties);
    if (connection == null) {
      throw new SQLException("the driver does not know " + this);
    }
    return connection;
  }

  Driver driver() throws SQLException {
    try {
      ClassLoader ours = Database.class.getClassLoader();
      Class<?> type = Class.forName(dialect.driver().className(), true, ours);
      if (type.getClassLoader() == ours && ours != ClassLoader.getSystemClassLoader()) {
        // One of a job's jar has registered itself, by which a cluster would keep the jar for ever.
        for (Driver registered : DriverManager.drivers().filter(type::isInstance).toList()) {
          DriverManager.deregisterDriver(registered);
        }
      }
      return (Driver) type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException missing) {
      throw new SQLException(
          "its driver is not here; put its jar into lib/ (and that of Flink on a cluster):"
              + " mvn -N dependency:copy -DoutputDirectory=lib -Dartifact="
              + dialect.driver().artifact(),
          missing);
    }
  }

  private String url() {
    return dialect.driver().prefix() + place;
  }

  String user() {
    return properties.getProperty("user", "");
  }

  /** Why a connection failed, and the next step. */
  String explain(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    if (List.of("08001", "08000", "08006", "08S01").contains(state)) {
      return "no database answers at " + place + "; is it up, and is that its address?";
    }
    if (List.of("28P01", "28000", "08004").contains(state)) {
      return Message.of(
          "user '%s' is refused; give the name as user=NAME, and the password in the variable %s or"
              + " in a file: password-file=FILE",
          user(), dialect.driver().passwordVariable());
    }
    return state.equals("3D000") || failure.getErrorCode() == NO_SUCH_DATABASE
        ? "there is no database of that name; create it, or name another"
        : message(failure);
  }

  /** What the driver says, without the password, should it quote it. */
  String message(SQLException failure) {
    return Secrets.without(
        properties.getProperty("password", ""), String.valueOf(failure.getMessage()));
  }

  /** Without what is secret. */
  @Override
  public String toString() {
    return url();
  }
}
