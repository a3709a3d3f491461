package dev.flinkjobs.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckRoutesTest {
  @TempDir private Path directory;

  @Test
  void parcelsAreRowsNotLines() throws IOException {
    Map<String, Long> right = Map.of("heavy", 2L);
    write("heavy", "weight_kg,address,refrigerated\n25,\"one\ntwo\",false\n21,three,true\n");
    assertThat(CheckRoutes.written(directory, right, true)).isEqualTo(right);
  }

  @Test
  void aParcelTooFewIsSeen() throws IOException {
    Map<String, Long> right = Map.of("heavy", 2L);
    write("heavy", "25.0,\"one\",false\n");
    assertThat(CheckRoutes.written(directory, right, false)).isEqualTo(Map.of("heavy", 1L));
  }

  @Test
  void whatIsExpectedAreTheRoutesThatOverlap() throws IOException {
    Path json = directory.resolve("a.json");
    Files.writeString(json, "{\"routes\":{\"all\":{\"heavy\":2},\"first\":{\"heavy\":1}}}");
    assertThat(CheckRoutes.expected(json)).isEqualTo(Map.of("heavy", 2L));
  }

  private void write(String route, String text) throws IOException {
    Files.writeString(
        Files.createDirectories(directory.resolve(route)).resolve("part-0-0.csv"), text);
  }
}
