package dev.flinkjobs.connectors.jdbc;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A database and how to reach it.
 *
 * @param place {@code host:5432/name}
 * @param properties of connections: user, password, and settings of the driver, which nobody prints
 */
record Database(Dialect dialect, String place, Properties properties) implements Serializable {

  /** An open connection, whose every statement stands for itself. */
  Connection connect() throws SQLException {
    Connection connection = driver().connect(dialect.prefix() + place, properties);
    if (connection == null) {
      throw new SQLException("the driver does not know " + this);
    }
    return connection;
  }

  /** Why there is no driver, and what to do; null if there is one. */
  @Nullable String missingDriver() {
    try {
      driver();
      return null;
    } catch (SQLException missing) {
      return missing.getMessage();
    }
  }

  private Driver driver() throws SQLException {
    try {
      ClassLoader ours = Database.class.getClassLoader();
      Class<?> type = Class.forName(dialect.driver(), true, ours);
      if (type.getClassLoader() == ours && ours != ClassLoader.getSystemClassLoader()) {
        // One of a job's jar has registered itself, by which a cluster would keep the jar for ever.
        for (Driver registered : DriverManager.drivers().filter(type::isInstance).toList()) {
          DriverManager.deregisterDriver(registered);
        }
      }
      return (Driver) type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException missing) {
      throw new SQLException(
          "its driver is not here; put the jar of "
              + dialect.driverArtifact()
              + " into lib/, of Flink on a cluster",
          missing);
    }
  }

  String user() {
    return properties.getProperty("user", "");
  }

  /** Why a connection failed, and the next step. */
  String explain(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    if (List.of("08001", "08000", "08006").contains(state)) {
      return "no database answers at " + place + "; is it up, and is that its address?";
    }
    if (List.of("28P01", "28000", "08004").contains(state)) {
      return "user '"
          + user()
          + "' is refused; give the name as user=NAME, and the password in the variable "
          + dialect.passwordVariable()
          + " or in a file: password-file=FILE";
    }
    return state.equals("3D000")
        ? "there is no database of that name; create it, or name another"
        : String.valueOf(failure.getMessage());
  }

  /** Without what is secret. */
  @Override
  public String toString() {
    return dialect.prefix() + place;
  }
}
