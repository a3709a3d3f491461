package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher in a tree of sources, with a Maven that only writes down what it is asked to do. */
@Tag("processes")
class BuildIT {
  private static final String DEBIAN = "sudo apt-get install openjdk-17-jdk maven";
  private static final String MACOS = "brew install openjdk@17 maven";

  private static final String MAVEN =
      """
      if [ "$1" = --version ]; then
        echo "Apache Maven ${MAVEN_IS:-3.9.9}"
        exit
      fi
      echo "$PWD|$*" >> "$CALLS"
      # Without the launcher that waits for it, it has nobody to build for.
      until [ -z "${GO:-}" ] || [ -e "$GO" ] || ! kill -0 "$PPID"; do sleep 0.05; done
      if [ -n "${BROKEN:-}" ]; then
        echo '[INFO] Scanning'
        echo '[ERROR] Some.java:[3,7] error: ; expected'
        echo '[ERROR]'
        echo '[ERROR] Re-run Maven with -X'
        exit 1
      fi
      echo '[INFO] ----------------------< dev.flinkjobs:jobs-some >-----------------------'
      echo '[INFO] Building jobs-some 7.1                                            [2/7]'
      echo '[INFO] Building jar: /some.jar'
      made=$TREE/jobs-dist/target/flink-jobs-7.1
      rm -rf "$made"
      mkdir -p "$made"
      ln -s "$PACKED/lib" "$PACKED/conf" "$made"
      # Where no directory can be made, no archive of classes is.
      touch "$made/.cds"
      echo "$BEGAN" > "$made/.built"
      """;

  @TempDir private Path temp;
  private Path tree;
  private Path source;
  private Path calls;
  private Tools tools;
  private Jobs jobs;

  @BeforeEach
  void makeATree() throws IOException {
    tree = Files.createDirectory(temp.resolve("소스 tree"));
    source = tree.resolve("jobs-some/src/main/java/Some.java");
    Files.copy(Jobs.tree().resolve("jobs"), tree.resolve("jobs"));
    tree.resolve("jobs").toFile().setExecutable(true);
    Files.writeString(tree.resolve("pom.xml"), "<project>\n  <version>7.1</version>\n</project>\n");
    Files.createDirectories(source.getParent());
    Files.createDirectories(tree.resolve("jobs-some/src/test/java"));
    Files.writeString(source, "class Some {}");
    FileTime past = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
    try (Stream<Path> sources = Files.walk(tree)) {
      for (Path file : sources.toList()) {
        Files.setLastModifiedTime(file, past);
      }
    }
    calls = temp.resolve("calls");
    tools = Tools.in(temp.resolve("bin"));
    tools.link("flock");
    tools.script("mvn", MAVEN);
    Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
    jobs =
        Jobs.in(elsewhere, tree.resolve("jobs").toString())
            .with("PATH", tools.path())
            .with("JAVA_HOME", System.getProperty("java.home"))
            .with("XDG_CACHE_HOME", tree.resolve("pom.xml").toString())
            .with("CALLS", calls.toString())
            .with("TREE", tree.toString())
            .with("BEGAN", began(Duration.ZERO))
            .with("PACKED", Jobs.packed().toString());
  }

  /** As src/stamp has it. */
  private static String began(Duration fromNow) {
    return DateTimeFormatter.ofPattern("uuuuMMddHHmm.ss", Locale.ROOT)
        .format(Instant.now().plus(fromNow).atOffset(ZoneOffset.UTC));
  }

  private List<String> builds() throws IOException {
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  @Test
  void itBuildsOnFirstUseWithoutGatesAndTestsAndThenNoMore() throws IOException {
    Jobs.Result first = jobs.run("--version");
    assertThat(first.exitCode()).isZero();
    assertThat(first.out()).startsWith("flink-jobs ").hasLineCount(1);
    assertThat(first.err())
        .isEqualTo("building flink-jobs (first run, about a minute)…\n  2 of 7: jobs-some\n");
    assertThat(builds()).hasSize(1);
    assertThat(builds().get(0))
        .startsWith(temp.resolve("elsewhere") + "|")
        .contains("-f " + tree.resolve("pom.xml"), "-Dquick", "-Dmaven.test.skip=true")
        .endsWith(" package");

    Jobs.Result second = jobs.run("--version");
    assertThat(second.err()).isEmpty();
    assertThat(builds()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pom.xml",
        "jobs",
        "jobs-some/pom.xml",
        "jobs-some/src/main/java/Some.java",
        "jobs-some/src/main/resources/new.properties",
        ".mvn/jvm.config"
      })
  void itBuildsAgainWhenASourceIsNewer(String changed) throws IOException {
    jobs.run("--version");
    touch(changed, Duration.ofMinutes(1));
    assertThat(jobs.with("BEGAN", began(Duration.ofMinutes(2))).run("--version").err())
        .isEqualTo("building flink-jobs (sources have changed)…\n  2 of 7: jobs-some\n");
    assertThat(jobs.run("--version").err()).isEmpty();
    assertThat(builds()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jobs-some/src/test/java/SomeTest.java", "docs/options.md"})
  void itDoesNotBuildAgainForWhatIsNotPacked(String changed) throws IOException {
    jobs.run("--version");
    touch(changed, Duration.ofMinutes(1));
    assertThat(jobs.run("--version").err()).isEmpty();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void whatChangedWhileItWasBuiltIsBuiltTheNextTime() throws IOException {
    jobs.with("BEGAN", began(Duration.ofMinutes(-30))).run("--version");
    assertThat(jobs.run("--version").err()).isEmpty();
    touch("jobs-some/src/main/java/Some.java", Duration.ofMinutes(-10));
    assertThat(jobs.run("--version").err()).startsWith("building flink-jobs");
    assertThat(jobs.run("--version").err()).isEmpty();
  }

  private void touch(String name, Duration fromNow) throws IOException {
    Path file = tree.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, Files.exists(file) ? Files.readString(file) : "new");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(fromNow)));
  }

  @Test
  void theRealMavenLeavesAStampOfTheSameForm() throws IOException {
    // Empty where the launcher has seen it.
    assertThat(Files.readString(Jobs.packed().resolve(".built"))).matches("(\\d{12}\\.\\d{2}\n)?");
    assertThat(began(Duration.ZERO) + "\n").matches("\\d{12}\\.\\d{2}\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oneBuildsWhileTheOtherWaits(boolean withFlock) throws IOException {
    if (withFlock) {
      assumeTrue(Files.exists(tools.directory().resolve("flock")), "there is no flock");
    } else {
      Files.deleteIfExists(tools.directory().resolve("flock"));
    }
    Path go = temp.resolve("go");
    Jobs slow = jobs.with("GO", go.toString());
    try (Jobs.Running first = slow.start("--version").untilItSays("building flink-jobs");
        Jobs.Running second =
            slow.start("--version").untilItSays("waiting for another ./jobs that is building…")) {
      Files.createFile(go);
      assertThat(first.end().exitCode()).isZero();
      Jobs.Result waited = second.end();
      assertThat(waited.exitCode()).isZero();
      assertThat(waited.out()).startsWith("flink-jobs ");
      assertThat(waited.err()).doesNotContain("building flink-jobs (");
    }
    assertThat(builds()).hasSize(1);
  }

  @Test
  void theLockOfAKilledBuildHoldsNobodyUp() throws IOException {
    Files.deleteIfExists(tools.directory().resolve("flock"));
    Path lock = Files.createDirectories(tree.resolve("target/jobs-build.lock.d"));
    Files.writeString(lock.resolve("pid"), "999999999\n");
    assertThat(jobs.run("--version").exitCode()).isZero();
    assertThat(builds()).hasSize(1);
    assertThat(lock).doesNotExist();
  }

  @Test
  void aFailedBuildShowsItsErrorsAndIsTriedAgain() throws IOException {
    Jobs.Result failed = jobs.with("BROKEN", "yes").run("--version");
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err())
        .contains("[ERROR] Some.java:[3,7] error: ; expected\n")
        .endsWith(
            "jobs: the build failed; everything it said is in "
                + tree.resolve("target/jobs-build.log")
                + "\n")
        .doesNotContain("Re-run Maven", "[INFO]");
    assertThat(jobs.run("--version").exitCode()).isZero();
    assertThat(builds()).hasSize(2);
  }

  @Test
  void withoutMavenItSaysHowToGetIt() throws IOException {
    Files.delete(tools.directory().resolve("mvn"));
    assertThatItAsksForTools(
        jobs.run("--version"), "Maven 3.8 or newer is needed to build; no mvn was found");
  }

  @ParameterizedTest
  @CsvSource({"3.6.3, false", "3.0.5, false", "3.8.7, true", "3.10.1, true", "4.0.0-rc-4, true"})
  void anOldMavenIsNamed(String version, boolean newEnough) {
    Jobs.Result result = jobs.with("MAVEN_IS", version).run("--version");
    if (newEnough) {
      assertThat(result.exitCode()).isZero();
    } else {
      assertThatItAsksForTools(
          result,
          "Maven 3.8 or newer is needed to build; found Maven "
              + version
              + ": "
              + tools.directory().resolve("mvn"));
    }
  }

  @Test
  void withoutJavaItSaysHowToGetIt() {
    assertThatItAsksForTools(
        jobs.with("JAVA_HOME", "").run("--version"),
        "Java 17 or newer is needed; no java was found in the PATH");
  }

  @Test
  void anOldJavaInThePathIsNamed() throws IOException {
    tools.script("java", "echo 'openjdk version \"11.0.22\" 2024-01-16' >&2\n");
    assertThatItAsksForTools(
        jobs.with("JAVA_HOME", "").run("--version"),
        "Java 17 or newer is needed; found Java 11: " + tools.directory().resolve("java"));
  }

  @Test
  void anOldJavaHomeIsNamed() throws IOException {
    Path home = temp.resolve("jdk8");
    Tools.script(home.resolve("bin/java"), "exit 1\n");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"1.8.0_392\"\n");
    assertThatItAsksForTools(
        jobs.with("JAVA_HOME", home.toString()).run("--version"), "found Java 8: " + home);
  }

  @Test
  void anOldJavaHomeGivesWayToANewerJavaInThePath() throws IOException {
    Path home = temp.resolve("jdk8");
    Tools.script(home.resolve("bin/java"), "exit 1\n");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"1.8.0_392\"\n");
    tools.linkJava();
    assertThat(jobs.with("JAVA_HOME", home.toString()).run("--version").exitCode()).isZero();
  }

  @Test
  void aJavaWithoutCompilerCannotBuild() throws IOException {
    Path home = temp.resolve("jre");
    Tools.script(home.resolve("bin/java"), "exit 1\n");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"21.0.4\"\n");
    assertThatItAsksForTools(
        jobs.with("JAVA_HOME", home.toString()).run("--version"),
        "building needs a JDK; " + home.resolve("bin/java") + " belongs to a Java runtime");
  }

  private static void assertThatItAsksForTools(Jobs.Result result, String message) {
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(message, DEBIAN, MACOS).doesNotContain("line ");
  }

  /** On any newer Java that this machine has where Debian and its derivatives put them. */
  @Test
  void aNewerJavaRunsItWithoutWarnings() throws IOException {
    List<Path> newer = newerJavas(Path.of("/usr/lib/jvm"));
    assumeTrue(!newer.isEmpty(), "there is no newer Java here");
    Path input =
        Files.writeString(temp.resolve("small.csv"), "transaction_type,amount\na,1\na,2\n");
    for (Path home : newer) {
      Jobs.Result result =
          jobs.with("JAVA_HOME", home.toString())
              .run("transaction-totals", "--input", input.toString());
      assertThat(result.exitCode()).isZero();
      assertThat(result.out()).isEqualTo("(a, 1.0)\n(a, 3.0)\n");
      assertThat(result.err()).doesNotContainIgnoringCase("warning");
    }
  }

  private static List<Path> newerJavas(Path places) throws IOException {
    if (!Files.isDirectory(places)) {
      return List.of();
    }
    try (Stream<Path> homes = Files.list(places)) {
      return homes
          .filter(home -> !Files.isSymbolicLink(home))
          .filter(home -> Files.isExecutable(home.resolve("bin/javac")))
          .filter(home -> major(home.resolve("release")) > Runtime.version().feature())
          .toList();
    }
  }

  private static int major(Path release) {
    try (Stream<String> lines = Files.lines(release)) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION=\""))
          .map(line -> line.replaceAll("JAVA_VERSION=\"(\\d+).*", "$1"))
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(0);
    } catch (IOException unreadable) {
      return 0;
    }
  }
}
