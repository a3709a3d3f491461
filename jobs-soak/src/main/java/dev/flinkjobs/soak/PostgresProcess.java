package dev.flinkjobs.soak;

import static org.awaitility.Awaitility.await;

import dev.flinkjobs.testing.ChildProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A PostgreSQL that can be killed, and comes back with the data that it had. */
final class PostgresProcess implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final Path data;
  private final int port = ChildProcess.freePort();
  private EmbeddedPostgres server;

  private PostgresProcess(Path directory) throws IOException {
    this.data = directory.resolve("data");
    this.server = launch();
  }

  /** Starts it with no tables, and waits until it answers. */
  static PostgresProcess start(Path directory) throws IOException {
    return new PostgresProcess(directory);
  }

  private EmbeddedPostgres launch() throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        // As a server does unless it is told otherwise, and this library tells it otherwise.
        .setServerConfig("synchronous_commit", "on")
        .start();
  }

  /** A table as an option names it. */
  String uri(String table) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&table=" + table;
  }

  /** Takes one row of a query. */
  interface Reader {
    void read(ResultSet row) throws SQLException;
  }

  /** Reads what a query gives. */
  void read(String query, Reader reader) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        reader.read(rows);
      }
    }
  }

  /** What {@code kill -9} does to the one that all others are children of, and a start again. */
  void replace() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    postmaster.destroyForcibly();
    postmaster.onExit().join();
    server.close();
    // Its children have to see that it is gone before another can take the memory they share.
    await("PostgreSQL to start again")
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptionsInstanceOf(IOException.class)
        .ignoreExceptionsInstanceOf(IllegalStateException.class)
        .until(
            () -> {
              server = launch();
              return true;
            });
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
