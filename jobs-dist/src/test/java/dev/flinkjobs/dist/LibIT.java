package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packed launcher has on its class path, and what it does without. */
class LibIT {
  @TempDir private Path temp;

  /**
   * The gate for dependencies does not see the jar that is unpacked from another. From Flink 2.3 on
   * it brings classes that are here anyway, byte for byte.
   */
  @Test
  void noClassIsThereInTwoVersions() throws IOException {
    Map<String, Map<Long, Path>> versions = new TreeMap<>();
    for (Path jar : jars(Jobs.packed().resolve("lib"))) {
      try (ZipFile entries = new ZipFile(jar.toFile())) {
        entries.stream()
            .filter(entry -> entry.getName().endsWith(".class"))
            .filter(entry -> !entry.getName().startsWith("META-INF/"))
            .filter(entry -> !entry.getName().endsWith("module-info.class"))
            .forEach(
                entry ->
                    versions
                        .computeIfAbsent(entry.getName(), first -> new TreeMap<>())
                        .put(entry.getCrc(), jar.getFileName()));
      }
    }
    assertThat(versions).containsKey("org/apache/flink/runtime/rpc/pekko/PekkoRpcSystem.class");
    versions.values().removeIf(jars -> jars.size() == 1);
    assertThat(versions).isEmpty();
  }

  @Test
  @Tag("processes")
  void aJobCopiesNoJarOfFlinksToATemporaryFile() throws IOException {
    Jobs jobs =
        Jobs.in(temp)
            .with("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temp)
            .readingOn("transaction_type,amount\na,1\n");
    try (Jobs.Running running =
        jobs.start("transaction-totals", "--input", "-").untilItSays("(a, 1.0)")) {
      assertThat(temp).isNotEmptyDirectory();
      assertThat(jars(temp)).isEmpty();
      running.interrupt().end();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<Path> jars(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }
}
