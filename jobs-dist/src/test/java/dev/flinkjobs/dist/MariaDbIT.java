package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.MariaDbServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Results of jobs in tables of a real MariaDB. */
class MariaDbIT {
  @RegisterExtension private static final MariaDbServer SERVER = new MariaDbServer();

  @TempDir private Path directory;

  @Test
  void noKeyIsTakenForAnother() throws Exception {
    AwkwardKeys keys = AwkwardKeys.sendTo(SERVER.uri("awkward"), directory);
    assertThat(keys.deadLetters(SERVER.rows("SELECT transaction_type, total FROM awkward")))
        .containsExactly("", "1000 characters", "1000 characters", "1000 characters");
  }

  @Test
  void theLauncherSaysWhereTheDriverGoesAndFindsItThere() throws Exception {
    Path root = launcherOfItsOwn();
    Jobs jobs = Jobs.in(directory, root.resolve("jobs").toString());
    Jobs.Result refused = jobs.run("transaction-totals", "--output", SERVER.uri("totals"));
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            "--output "
                + SERVER.uri("totals")
                + ": its driver is not here; put its jar into lib/ (and that of Flink on a"
                + " cluster): mvn -N dependency:copy -DoutputDirectory=lib"
                + " -Dartifact=org.mariadb.jdbc:mariadb-java-client:3.5.11");
    Files.createSymbolicLink(root.resolve("lib").resolve("driver.jar"), driver());
    Jobs.Result written = jobs.run("transaction-totals", "--output", SERVER.uri("totals"));
    assertThat(written.exitCode()).as(written.err()).isZero();
    assertThat(SERVER.rows("SELECT sum(count), count(*) FROM totals")).containsExactly("295|4");
  }

  private static Path driver() throws Exception {
    Path jar =
        Path.of(
            Class.forName("org.mariadb.jdbc.Driver")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    assertThat(jar).as("what the sentence names").hasFileName("mariadb-java-client-3.5.11.jar");
    return jar;
  }

  /** What is packed, with a lib/ that can be added to. */
  private Path launcherOfItsOwn() throws IOException {
    Path root = Files.createDirectories(directory.resolve("flink-jobs"));
    link(Jobs.packed(), root);
    Files.delete(root.resolve("lib"));
    Files.delete(root.resolve("jobs"));
    Files.copy(Jobs.packed().resolve("jobs"), root.resolve("jobs"));
    link(Jobs.packed().resolve("lib"), Files.createDirectory(root.resolve("lib")));
    return root;
  }

  private static void link(Path from, Path to) throws IOException {
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.toList()) {
        Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
      }
    }
  }
}
