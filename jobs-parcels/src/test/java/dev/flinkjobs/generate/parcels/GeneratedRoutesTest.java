package dev.flinkjobs.generate.parcels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.parcels.ParcelRoutingJob;
import dev.flinkjobs.testing.StdStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random parcels, a part of them bad, go where the generator says. */
class GeneratedRoutesTest {
  private static final List<String> ROUTES = List.of("heavy", "remote", "cold", "normal");
  private static final int NORMAL = 3;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"1, 1, all", "2, 2, all", "3, 4, all", "1, 1, first", "2, 2, first", "3, 4, first"})
  void everyParcelHasARouteAndIsNormalJustWhenItHasNoOther(
      int seed, int parallelism, String routing) throws IOException {
    System.out.println("seed " + seed);
    Path input = directory.resolve("parcels.csv");
    Path summaryFile = directory.resolve("summary.json");
    try (StdStreams std = StdStreams.capture()) {
      GenerateParcelsOptions.main(
          new String[] {
            "--rows", "100000", "--bad-rate", "0.02", "--seed", "" + seed, "--out", input.toString()
          });
      ParcelRoutingJob.main(
          new String[] {
            "--input",
            input.toString(),
            "--routing",
            routing,
            "--output",
            "files:" + directory.resolve("out") + "?format=json",
            "--rejected",
            "discard",
            "--summary-json",
            summaryFile.toString(),
            "-p",
            "" + parallelism
          });
      assertThat(std.err()).contains("balanced");
    }
    JsonNode expected = json(directory.resolve("parcels.csv.expected.json"));
    JsonNode summary = json(summaryFile);
    assertThat(summary.get("read")).isEqualTo(expected.get("rows"));
    assertThat(summary.get("accepted")).isEqualTo(expected.get("accepted"));
    assertThat(summary.get("rejected")).isEqualTo(expected.get("rejected"));
    assertThat(summary.get("emittedByOutput")).isEqualTo(expected.at("/routes/" + routing));

    long accepted = 0;
    for (Map.Entry<String, long[]> parcel : parcels().entrySet()) {
      long[] counts = parcel.getValue();
      long[] taking = Arrays.stream(counts).filter(count -> count > 0).toArray();
      // Equal parcels go the same ways, each of them as often as they are.
      assertThat(taking).as(parcel.getKey()).containsOnly(taking[0]);
      if (routing.equals("first") || counts[NORMAL] > 0) {
        assertThat(taking).as(parcel.getKey()).hasSize(1);
      }
      accepted += taking[0];
    }
    assertThat(accepted).isEqualTo(expected.get("accepted").longValue());
  }

  /** How often each route has each parcel that any has. */
  private Map<String, long[]> parcels() throws IOException {
    Map<String, long[]> parcels = new HashMap<>();
    for (int route = 0; route < ROUTES.size(); route++) {
      Path out = directory.resolve("out").resolve(ROUTES.get(route));
      try (Stream<Path> parts = Files.list(out)) {
        for (Path part : parts.toList()) {
          for (String line : Files.readAllLines(part)) {
            parcels.computeIfAbsent(line, parcel -> new long[ROUTES.size()])[route]++;
          }
        }
      }
    }
    return parcels;
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(file));
  }
}
