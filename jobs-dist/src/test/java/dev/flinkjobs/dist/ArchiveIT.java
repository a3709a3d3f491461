package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The tar.gz on a machine that has Java and no Maven. */
@EnabledIfSystemProperty(
    named = "archive",
    matches = ".+",
    disabledReason = "a quick build packs no archive")
@Tag("processes")
class ArchiveIT {
  @TempDir private static Path temp;
  private static Path home;
  private static Jobs jobs;

  @BeforeAll
  static void unpack() throws IOException {
    Path directory = Files.createDirectory(temp.resolve("내 programs"));
    Jobs.Result unpacked = Jobs.in(directory, "tar", "-xzf", System.getProperty("archive")).run();
    assertThat(unpacked).isEqualTo(new Jobs.Result(0, "", ""));
    try (Stream<Path> entries = Files.list(directory)) {
      List<Path> all = entries.toList();
      assertThat(all).hasSize(1);
      home = all.get(0);
    }
    Tools tools = Tools.in(temp.resolve("bin"));
    tools.linkJava();
    jobs = Jobs.in(home, "./jobs").with("PATH", tools.path()).with("JAVA_HOME", "");
  }

  @Test
  void itRunsAsUnpackedAndStartsFasterFromTheSecondTimeOn() throws IOException {
    Jobs.Result version = jobs.run("transaction-totals", "--version");
    assertThat(version.exitCode()).isZero();
    assertThat(version.out()).startsWith("flink-jobs ");
    assertThat(version.err()).isEmpty();

    // Made in the background by the first start.
    Path archives = home.resolve(".cds");
    Awaitility.await("archive of classes")
        .atMost(Duration.ofMinutes(10))
        .until(() -> names(archives).stream().allMatch(name -> name.endsWith(".jsa")));
    assertThat(names(archives)).hasSize(1);
    String loadedBehindAClassLoaderOfFlinks = "org/apache/flink/runtime/rpc/pekko/PekkoRpcService";
    assertThat(
            Jobs.in(archives, "grep", "-qaF", loadedBehindAClassLoaderOfFlinks)
                .run(names(archives).get(0)))
        .isEqualTo(new Jobs.Result(0, "", ""));

    Jobs.Result sample = jobs.run("transaction-totals", "--emit", "final");
    assertThat(sample.exitCode()).isZero();
    assertThat(sample.out()).matches("(?s)(\\([^\n]+, -?\\d+\\.\\d+\\)\n)+");
    assertThat(sample.err()).contains(" balanced: ");
    assertThat(names(archives)).hasSize(1);
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }

  @Test
  void theLinksOfItsPagesLeadToWhatItHolds() throws IOException {
    List<String> broken = new ArrayList<>();
    for (String page : Readme.allPages().toList()) {
      broken.addAll(Readme.brokenLinks(home, page));
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void itHoldsWhatAClusterAndAReaderNeed() {
    assertThat(home.resolve("job-jars").resolve("jobs-transactions.jar")).isNotEmptyFile();
    assertThat(home.resolve("job-jars").resolve("jobs-parcels.jar")).isNotEmptyFile();
    assertThat(home.resolve("job-jars").resolve("jobs-basics.jar")).isNotEmptyFile();
    assertThat(home.resolve("data").resolve("transactions.csv")).isNotEmptyFile();
    assertThat(home.resolve("data").resolve("parcels.csv")).isNotEmptyFile();
    assertThat(home.resolve("data").resolve("lines.txt")).isNotEmptyFile();
    assertThat(home.resolve("LICENSE")).isNotEmptyFile();
  }
}
