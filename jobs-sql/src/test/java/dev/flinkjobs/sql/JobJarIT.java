package dev.flinkjobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.testing.ShadedJarContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

class JobJarIT {

  @Test
  void theJobJarHoldsTheJobsAndNeitherFlinkNorItsPlanner() throws IOException {
    ShadedJarContract.check(SectorSummaryJob.class);
    ShadedJarContract.check(BehaviorStatsJob.class);
  }

  @Test
  void theScriptsAreInIt() throws IOException {
    List<String> scripts;
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/sql"))) {
      scripts = files.map(file -> "sql/" + file.getFileName()).sorted().toList();
    }
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      Path jar =
          files.filter(file -> file.toString().endsWith("-job.jar")).findFirst().orElseThrow();
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        assertThat(zip.stream().map(ZipEntry::getName)).containsAll(scripts);
      }
    }
  }
}
