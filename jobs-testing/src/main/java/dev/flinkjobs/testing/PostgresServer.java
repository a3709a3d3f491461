package dev.flinkjobs.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real PostgreSQL in a process of its own, for all tests of a class. */
public final class PostgresServer extends DatabaseServer {
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

  /** {@code jdbc:postgresql://…}. */
  @Override
  public String uri(String table) {
    return "jdbc:postgresql://localhost:"
        + server().getPort()
        + "/postgres?user=postgres&table="
        + table;
  }

  public int port() {
    return server().getPort();
  }

  @Override
  Connection connect() throws SQLException {
    return server().getPostgresDatabase().getConnection();
  }

  private EmbeddedPostgres server() {
    if (server == null) {
      throw new IllegalStateException("the server runs during tests only");
    }
    return server;
  }
}
