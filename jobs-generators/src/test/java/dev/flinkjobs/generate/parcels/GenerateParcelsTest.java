package dev.flinkjobs.generate.parcels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.flinkjobs.options.OptionsDocs;
import dev.flinkjobs.options.Texts;
import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.record.RejectReason;
import dev.flinkjobs.testing.StdStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateParcelsTest {
  @TempDir Path directory;

  @Test
  void everyOptionIsThatOfAllGeneratorsAndHasTexts() {
    assertThat(OptionsDocs.names(new GenerateParcelsOptions(), GenerateParcelsOptions.class))
        .isEmpty();
    assertThat(Texts.faults(new GenerateParcelsOptions())).isEmpty();
  }

  @Test
  void twoFilesAreWrittenAndNothingElse() throws IOException {
    String said = run("a.csv", "--rows", "1000", "--bad-rate", "0.1");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("a.csv", "a.csv.expected.json");
    }
    assertThat(said)
        .matches("(?s).*a[.]csv: 1,000 rows \\(\\d+ bad\\), 0[.]0 MB, in \\d+[.]\\d s\n.*");
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherOtherRows() throws IOException {
    run("a.csv", "--rows", "5000", "--seed", "7", "--bad-rate", "0.1");
    run("b.csv", "--rows", "5000", "--seed", "7", "--bad-rate", "0.1");
    run("c.csv", "--rows", "5000", "--seed", "8", "--bad-rate", "0.1");
    assertThat(path("a.csv")).hasSameBinaryContentAs(path("b.csv"));
    assertThat(path("a.csv.expected.json")).hasSameBinaryContentAs(path("b.csv.expected.json"));
    assertThat(Files.mismatch(path("a.csv"), path("c.csv"))).isNotEqualTo(-1);
  }

  @Test
  void filesAreReplacedOnlyIfThatIsAsked() {
    run("a.csv", "--rows", "10");
    assertThatThrownBy(() -> run("a.csv", "--rows", "20"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--overwrite");
    run("a.csv", "--rows", "20", "--overwrite");
    assertThat(path("a.csv.expected.json")).content().contains("\"rows\": 20,");
  }

  @Test
  void theExpectedResultIsReadByPeopleToo() throws IOException {
    run("a.csv", "--rows", "0");
    assertThat(path("a.csv")).hasContent("weight_kg,address,refrigerated\n");
    assertThat(Files.readString(path("a.csv.expected.json")))
        .isEqualTo(
            """
            {
              "rows": 0,
              "accepted": 0,
              "rejected": {"total": 0, "byReason": {}},
              "routes": {
                "all": {"heavy": 0, "remote": 0, "cold": 0, "normal": 0},
                "first": {"heavy": 0, "remote": 0, "cold": 0, "normal": 0}
              }
            }
            """);
  }

  @Test
  void badRowsAreBadForEveryReasonThatTheJobCanGive() throws IOException {
    run("a.csv", "--rows", "10000", "--bad-rate", "1");
    List<String> reasons =
        expected("a.csv").at("/rejected/byReason").properties().stream()
            .map(reason -> reason.getKey())
            .toList();
    assertThat(reasons)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(RejectReason.values())
                .filter(reason -> reason != RejectReason.NOT_A_TIMESTAMP)
                .filter(reason -> reason != RejectReason.TOO_FAR_IN_THE_FUTURE)
                .filter(reason -> reason != RejectReason.BAD_JSON)
                .filter(reason -> reason != RejectReason.RESULT_TOO_LARGE)
                .filter(reason -> reason != RejectReason.DUPLICATE)
                .map(RejectReason::text)
                .toList());
  }

  @Test
  void theRateIsAShareOfAllRows() throws IOException {
    run("a.csv", "--rows", "50000", "--bad-rate", "0.02");
    assertThat(expected("a.csv").at("/rejected/total").doubleValue() / 50_000)
        .isCloseTo(0.02, within(0.002));
  }

  @Test
  void parcelsAreAtTheLimitsOfTheRules() throws IOException {
    run("a.csv", "--rows", "5000");
    String text = Files.readString(path("a.csv"));
    assertThat(text)
        .contains("\n20,", "\n20.0,", "\n20.000,", "\n20.1,", "\n0.", ",예\n", ",아니오\n", ",TRUE\n")
        .contains("\"인천 연수구, 송도동 24\"", "\"광주 서구 \"\"상무지구\"\"\"", "\"지리산\n산간 대피소\"")
        .contains(Normalizer.normalize("강원도 산간 지역", Normalizer.Form.NFD));
    for (String routing : List.of("all", "first")) {
      for (String route : List.of("heavy", "remote", "cold", "normal")) {
        assertThat(expected("a.csv").at("/routes/" + routing + "/" + route).intValue())
            .isPositive();
      }
    }
  }

  private Path path(String name) {
    return directory.resolve(name);
  }

  private JsonNode expected(String name) throws IOException {
    return new ObjectMapper().readTree(Files.readString(path(name + ".expected.json")));
  }

  private String run(String name, String... args) {
    try (StdStreams std = StdStreams.capture()) {
      GenerateParcelsOptions.main(
          Stream.concat(Stream.of("--out", path(name).toString()), Stream.of(args))
              .toArray(String[]::new));
      assertThat(std.out()).isEmpty();
      return std.err();
    }
  }
}
