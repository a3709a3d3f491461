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
    String installer = tool("mariadb-install-db");
    Assumptions.assumeTrue(
        installer != null, "no MariaDB is here; apt-get install mariadb-server-core");
    directory = Files.createTempDirectory("mariadb");
    List<String> command =
        new ArrayList<>(
            List.of(
                String.valueOf(installer),
                "--no-defaults",
                "--auth-root-authentication-method=normal",
                "--skip-name-resolve",
                "--skip-test-db",
                "--datadir=" + directory.resolve("data")));
    command.addAll(asRoot());
    ChildProcess install =
        ChildProcess.start(new ProcessBuilder(command), directory.resolve("install.log"));
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
    running().kill();
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
    Path home = Objects.requireNonNull(directory);
    List<String> command =
        new ArrayList<>(
            List.of(
                String.valueOf(tool("mariadbd")),
                "--no-defaults",
                "--datadir=" + home.resolve("data"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + home.resolve("socket"),
                // Tests show what holds whatever the server is told.
                "--sql-mode="));
    command.addAll(asRoot());
    ChildProcess started =
        ChildProcess.start(new ProcessBuilder(command), home.resolve("server.log"));
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

  private ChildProcess running() {
    if (server == null) {
      throw new IllegalStateException("the server runs during tests only");
    }
    return server;
  }

  /** The server runs as root only where it is told so. */
  private static List<String> asRoot() {
    return System.getProperty("user.name").equals("root") ? List.of("--user=root") : List.of();
  }

  /** Debian has the server where only root's PATH leads. */
  private static @Nullable String tool(String name) {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)), Stream.of("/usr/sbin"))
        .map(place -> Path.of(place, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse(null);
  }
}
