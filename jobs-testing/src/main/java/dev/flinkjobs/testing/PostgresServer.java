package dev.flinkjobs.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real PostgreSQL in a process of its own, for all tests of a class. */
public final class PostgresServer implements BeforeAllCallback, AfterAllCallback {
  private final Locale locale = Locale.getDefault();
  private @Nullable EmbeddedPostgres server;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    // The driver translates messages, and what starts the server lower-cases names of systems.
    Locale.setDefault(Locale.ROOT);
    server = EmbeddedPostgres.start();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (server != null) {
      server.close();
    }
    Locale.setDefault(locale);
  }

  /** Where results go: {@code jdbc:postgresql://…}. A user without a password is enough. */
  public String uri(String table) {
    return "jdbc:postgresql://localhost:"
        + server().getPort()
        + "/postgres?user=postgres&table="
        + table;
  }

  public int port() {
    return server().getPort();
  }

  /** Runs a statement as the user who may do anything. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of a query, their values joined by a bar: {@code Deposit|7341.46|24}. */
  public List<String> rows(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringJoiner row = new StringJoiner("|");
        for (int column = 1; column <= columns; column++) {
          row.add(String.valueOf(result.getString(column)));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  private Connection connect() throws SQLException {
    return server().getPostgresDatabase().getConnection();
  }

  private EmbeddedPostgres server() {
    if (server == null) {
      throw new IllegalStateException("the server runs during tests only");
    }
    return server;
  }
}
