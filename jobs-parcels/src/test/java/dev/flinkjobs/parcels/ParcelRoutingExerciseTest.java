package dev.flinkjobs.parcels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.generate.parcels.GenerateParcelsOptions;
import dev.flinkjobs.options.Texts;
import dev.flinkjobs.run.ExerciseRunner;
import dev.flinkjobs.run.JobFailedException;
import dev.flinkjobs.testing.StdStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParcelRoutingExerciseTest {
  @TempDir private Path directory;

  private String rows(String... rows) throws IOException {
    List<String> lines = new ArrayList<>(List.of("weight_kg,address,refrigerated"));
    lines.addAll(List.of(rows));
    Path file = directory.resolve("p.csv");
    Files.write(file, lines);
    return file.toString();
  }

  private static List<String> printed(Consumer<String[]> main, String... args) {
    try (StdStreams std = StdStreams.capture()) {
      main.accept(args);
      return std.out().lines().toList();
    }
  }

  private static List<String> exercise(String... args) {
    return printed(given -> ExerciseRunner.run(given, new ParcelRoutingExerciseOptions()), args);
  }

  @Test
  void everyTextIsThereInBothLanguages() {
    assertThat(Texts.faults(new ParcelRoutingExerciseOptions())).isEmpty();
  }

  private String literal() throws IOException {
    return rows("25,서울 강남구,false", "15,강원도 산간 지역,false", "10,부산 해운대,true", "5,서울 관악구,false");
  }

  @Test
  void theExercisePrintsEachParcelBehindItsRoute() throws IOException {
    assertThat(exercise(literal()))
        .containsExactly(
            "무거운 택배> (25, 서울 강남구, false)",
            "산간 택배> (15, 강원도 산간 지역, false)",
            "냉장 택배> (10, 부산 해운대, true)",
            "일반 택배> (5, 서울 관악구, false)");
    assertThat(exercise()).isEqualTo(exercise(literal()));
  }

  @Test
  void atParallelismTwoFlinkPrintsTheSubtask() throws IOException {
    assertThat(exercise(literal(), "-p", "2"))
        .hasSize(4)
        .allSatisfy(line -> assertThat(line).matches("\\S+ 택배:[12]> \\(.*\\)"));
  }

  @Test
  void aParcelMayTakeSeveralRoutesAndTwentyKilogramsAreNotHeavy() throws IOException {
    assertThat(exercise(rows("20.5,강원도 산간,True", "20,서울,false")))
        .containsExactly(
            "무거운 택배> (20.5, 강원도 산간, true)",
            "산간 택배> (20.5, 강원도 산간, true)",
            "냉장 택배> (20.5, 강원도 산간, true)",
            "일반 택배> (20, 서울, false)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void onCleanInputItsRoutesAreThoseOfTheJob(String parallelism) throws IOException {
    String file = clean();
    assertThat(parcels(exercise(file, "-p", parallelism)))
        .containsExactlyInAnyOrderElementsOf(
            parcels(printed(ParcelRoutingJob::main, "--input", file)))
        .hasSizeGreaterThan(1000);
  }

  /** Composed, in one line, and with words that flink-csv takes for a boolean. */
  private String clean() throws IOException {
    Path made = directory.resolve("made.csv");
    printed(
        GenerateParcelsOptions::main, "--rows", "1000", "--seed", "7", "--out", made.toString());
    String text =
        Normalizer.normalize(Files.readString(made), Normalizer.Form.NFC)
            .replace(",예\n", ",true\n")
            .replace(",아니오\n", ",false\n")
            .replace("\"지리산\n산간 대피소\"", "지리산 산간 대피소");
    Files.writeString(made, text);
    return made.toString();
  }

  /** Weights are doubles in one, and decimals with their zeros in the other. */
  private static List<String> parcels(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceFirst("^(\\S+ 택배)(:\\d)?>? ", "$1 "))
        .map(
            line -> {
              int weight = line.indexOf('(') + 1;
              int end = line.indexOf(',');
              return line.substring(0, weight)
                  + Double.parseDouble(line.substring(weight, end))
                  + line.substring(end);
            })
        .toList();
  }

  /** Where the job rejects a row, or knows better. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Apart from the others: taken for normal, since no filter has a condition that it meets.
        ",서울,false | 일반 택배> (NaN, 서울, false)",
        "-3,서울,false | 일반 택배> (-3, 서울, false)",
        "5,,false | 일반 택배> (5, , false)",
        "5,서울, | 일반 택배> (5, 서울, false)",
        "5,서울 | 일반 택배> (5, 서울, false)",
        "1e3,서울,false | 무거운 택배> (1000, 서울, false)",
      })
  void aDirtyRowTakesARoute(String row, String parcel) throws IOException {
    assertThat(exercise(rows(row))).containsExactly(parcel);
  }

  @Test
  void aDecomposedAddressIsNotRemote() throws IOException {
    String decomposed = Normalizer.normalize("강원도 산간", Normalizer.Form.NFD);
    String file = rows("5," + decomposed + ",false");
    assertThat(exercise(file)).containsExactly("일반 택배> (5, " + decomposed + ", false)");
    assertThat(printed(ParcelRoutingJob::main, "--input", file))
        .containsExactly("산간 택배 (5, " + decomposed + ", false)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"20kg,서울,false", "5,서울,예", "5,서울,1", "5,서울,maybe", "5,서울 강남구, 테헤란로 1,false"})
  void aDirtyRowFailsTheJob(String row) throws IOException {
    String file = rows("5,서울,false", row);
    assertThatThrownBy(() -> exercise(file))
        .isInstanceOf(JobFailedException.class)
        .message()
        .startsWith(file + ": the program failed")
        .contains("./jobs parcel-routing rejects such a row and goes on\ncause: ")
        .hasLineCount(2);
  }
}
