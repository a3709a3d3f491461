package dev.flinkjobs.testing;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The MariaDB of this machine, which can be killed, and comes back with the tables that it had.
 * Where none is installed the tests are skipped; {@code .ci/run} installs it.
 */
public final class MariaDbServer extends DatabaseServer {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final int port = ChildProcess.freePort();
  private @Nullable Path directory;
  private @Nullable ChildProcess server;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        tool("mariadb-install-db").isPresent(),
        "no MariaDB is here; apt-get install mariadb-server-core");
    directory = Files.createTempDirectory("mariadb");
    ChildProcess install =
        start(
            "mariadb-install-db",
            "--auth-root-authentication-method=normal",
            "--skip-name-resolve",
            "--skip-test-db");
    if (install.await() != 0) {
      throw new IOException("no database can be made:\n" + install.said());
    }
    launch();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (server != null) {
      server.close();
    }
    if (directory != null) {
      FileUtils.deleteDirectory(directory.toFile());
    }
  }

  /** What {@code kill -9} does, and a start on what it left. */
  public void replace() throws IOException, InterruptedException {
    Objects.requireNonNull(server).kill();
    launch();
  }

  /** {@code jdbc:mariadb://…}. */
  @Override
  public String uri(String table) {
    return "jdbc:mariadb://" + place() + "?user=root&table=" + table;
  }

  /** {@code host:port/name}. */
  public String place() {
    return "127.0.0.1:" + port + "/shop";
  }

  @Override
  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mariadb://" + place() + "?user=root&createDatabaseIfNotExist=true");
  }

  private void launch() throws IOException {
    ChildProcess started =
        start(
            "mariadbd",
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--socket=" + directory + "/socket",
            // Tests show what holds whatever the server is told.
            "--sql-mode=");
    server = started;
    await("MariaDB")
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              if (!started.isAlive()) {
                throw new AssertionError("MariaDB has ended:\n" + started.said());
              }
              try (Connection connection = connect()) {
                return connection.isValid(1);
              } catch (SQLException notYet) {
                return false;
              }
            });
  }

  /** On the data of this server. */
  private ChildProcess start(String tool, String... args) throws IOException {
    Path home = Objects.requireNonNull(directory);
    List<String> command =
        new ArrayList<>(
            List.of(
                tool(tool).orElseThrow(),
                "--no-defaults",
                "--datadir=" + home.resolve("data"),
                // It runs as root only where it is told so.
                "--user=" + System.getProperty("user.name")));
    command.addAll(List.of(args));
    return ChildProcess.start(new ProcessBuilder(command), home.resolve(tool + ".log"));
  }

  /** Debian has the server where only root's PATH leads. */
  private static Optional<String> tool(String name) {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)), Stream.of("/usr/sbin"))
        .map(place -> Path.of(place, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
