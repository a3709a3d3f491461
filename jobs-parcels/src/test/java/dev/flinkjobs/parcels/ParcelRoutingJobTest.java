package dev.flinkjobs.parcels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParcelRoutingJobTest {
  private static final String HEADER = "weight_kg,address,refrigerated";

  private static final String LITERAL_CASE =
      """
      무거운 택배 (25, 서울 강남구, false)
      산간 택배 (15, 강원도 산간 지역, false)
      냉장 택배 (10, 부산 해운대, true)
      일반 택배 (5, 서울 관악구, false)
      """;

  private static final List<String> ROUTES = List.of("heavy", "remote", "cold", "normal");

  @TempDir Path directory;

  @Test
  void theExercisePrintsEachOfItsFourParcelsWithItsRoute() {
    assertThat(run().out()).isEqualTo(LITERAL_CASE);
    assertThat(run("-p", "1").out()).isEqualTo(LITERAL_CASE);
  }

  @Test
  void theSampleIsTheFourParcelsOfTheExercise() throws IOException {
    assertThat(Files.readString(Path.of("..", "data", "parcels.csv")))
        .isEqualTo(
            """
            weight_kg,address,refrigerated
            25,서울 강남구,false
            15,강원도 산간 지역,false
            10,부산 해운대,true
            5,서울 관악구,false
            """);
  }

  @Test
  void aParcelGoesByEveryRouteThatTakesIt() throws IOException {
    Path input = file("25,강원도 산간 지역,true", "5,서울,false", "21,부산,true");
    assertThat(run("--input", input.toString()).out())
        .isEqualTo(
            """
            무거운 택배 (25, 강원도 산간 지역, true)
            산간 택배 (25, 강원도 산간 지역, true)
            냉장 택배 (25, 강원도 산간 지역, true)
            일반 택배 (5, 서울, false)
            무거운 택배 (21, 부산, true)
            냉장 택배 (21, 부산, true)
            """);
  }

  @Test
  void withFirstItGoesByTheFirstOfThemOnly() throws IOException {
    Path input =
        file("25,강원도 산간 지역,true", "5,서울,false", "15,강원도 산간 지역,true", "21,부산,true", "1,부산,true");
    assertThat(run("--input", input.toString(), "--routing", "first").out())
        .isEqualTo(
            """
            무거운 택배 (25, 강원도 산간 지역, true)
            일반 택배 (5, 서울, false)
            산간 택배 (15, 강원도 산간 지역, true)
            무거운 택배 (21, 부산, true)
            냉장 택배 (1, 부산, true)
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"all", "first"})
  void printedLinesHaveTheOrderOfTheInput(String routing) throws IOException {
    int rows = 20_000;
    List<String> parcels = new ArrayList<>();
    List<String> printed = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      String address = (row % 3 == 0 ? "산간 " : "서울 ") + row;
      boolean cold = row % 5 == 0;
      parcels.add("1," + address + "," + cold);
      String parcel = "(1, " + address + ", " + cold + ")";
      if (row % 3 == 0) {
        printed.add("remote parcel " + parcel);
      }
      if (cold && (routing.equals("all") || row % 3 != 0)) {
        printed.add("cold parcel " + parcel);
      }
      if (row % 3 != 0 && !cold) {
        printed.add("normal parcel " + parcel);
      }
    }
    Path input = file(parcels.toArray(String[]::new));
    assertThat(
            run("--input", input.toString(), "--labels", "en", "--routing", routing).out().lines())
        .containsExactlyElementsOf(printed);
  }

  @Test
  void labelsAreAlsoEnglish() {
    assertThat(run("--labels", "en").out())
        .isEqualTo(
            """
            heavy parcel (25, 서울 강남구, false)
            remote parcel (15, 강원도 산간 지역, false)
            cold parcel (10, 부산 해운대, true)
            normal parcel (5, 서울 관악구, false)
            """);
  }

  @Test
  void twentyKilogramsAreNotHeavy() throws IOException {
    Path input = file("20,서울,false", "20.00,서울,false", "20.01,서울,false", "0,서울,false");
    assertThat(run("--input", input.toString()).out())
        .isEqualTo(
            """
            일반 택배 (20, 서울, false)
            일반 택배 (20.00, 서울, false)
            무거운 택배 (20.01, 서울, false)
            일반 택배 (0, 서울, false)
            """);
  }

  @Test
  void theRulesAreOptions() throws IOException {
    Path input =
        file("25,서울,false", "31,서울,false", "1,전남 도서 지역,false", "1,제주 서귀포시,false", "1,산간,false");
    assertThat(
            run("--input", input.toString(), "--heavy-above", "30.5", "--remote-keywords", "도서,제주")
                .out())
        .isEqualTo(
            """
            일반 택배 (25, 서울, false)
            무거운 택배 (31, 서울, false)
            산간 택배 (1, 전남 도서 지역, false)
            산간 택배 (1, 제주 서귀포시, false)
            일반 택배 (1, 산간, false)
            """);
  }

  @ParameterizedTest
  @CsvSource({"NFC, NFD", "NFD, NFC", "NFD, NFD"})
  void decomposedHangulMatchesToo(Normalizer.Form address, Normalizer.Form keyword)
      throws IOException {
    String text = Normalizer.normalize("강원도 산간 지역", address);
    Path input = file("1," + text + ",false");
    String keywords = Normalizer.normalize("도서,산간", keyword);
    assertThat(run("--input", input.toString(), "--remote-keywords", keywords).out())
        .isEqualTo("산간 택배 (1, " + text + ", false)\n");
  }

  @Test
  void refrigeratedIsSaidInSeveralWays() throws IOException {
    Path input =
        file(
            "1,a,TRUE",
            "1,b,True",
            "1,c,예",
            "1,d," + Normalizer.normalize("예", Normalizer.Form.NFD),
            "1,e,FALSE",
            "1,f,아니오");
    assertThat(run("--input", input.toString(), "--labels", "en").out())
        .isEqualTo(
            """
            cold parcel (1, a, true)
            cold parcel (1, b, true)
            cold parcel (1, c, true)
            cold parcel (1, d, true)
            normal parcel (1, e, false)
            normal parcel (1, f, false)
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "-1,서울,false | weight_kg '-1' is out of range",
        "-0.001,서울,false | weight_kg '-0.001' is out of range",
        "20kg,서울,false | weight_kg '20kg' is not a number",
        "1e,서울,false | weight_kg '1e' is not a number",
        "1e1001,서울,false | weight_kg '1e1001' is out of range; an exponent is within ±1000",
        ",서울,false | weight_kg is missing",
        "1,,false | address is missing",
        "1,\"  \",false | address is missing",
        "1,서울, | refrigerated is missing",
        "1,서울,yes | refrigerated 'yes' is not a boolean",
        "1,서울,1 | refrigerated '1' is not a boolean",
        "1,서울 | wrong column count in '1,서울'",
        "1,서울, 강남,false | wrong column count in '1,서울, 강남,false'",
        "1,\"서\"울,false | bad quote in '1,\"서\"울,false'",
      })
  void aRowThatIsNoParcelIsRejectedWithWhereAndWhy(String row, String why) throws IOException {
    Path input = file("5,서울 관악구,false", row);
    Outcome outcome = run("--input", input.toString());
    assertThat(outcome.out()).isEqualTo("일반 택배 (5, 서울 관악구, false)\n");
    assertThat(outcome.err()).contains("rejected " + input + ":3: " + why);
  }

  @Test
  void theLedgerCountsEachRouteAlsoThoseWithoutAParcel() throws IOException {
    Path input = file("25,서울,true", "-1,서울,false", "5,서울,false");
    Path summary = directory.resolve("summary.json");
    assertThat(run("--input", input.toString(), "--summary-json", summary.toString()).summary())
        .contains("read:3,", "rejected:{total:1,byReason:{out of range:1}}")
        .contains("emitted:3,emittedByOutput:{heavy:1,remote:0,cold:1,normal:1}")
        .contains("balanced:true");
    assertThat(Files.readString(summary))
        .contains(
            "\"emitted\":3,\"emittedByOutput\":{\"heavy\":1,\"remote\":0,\"cold\":1,\"normal\":1},");
  }

  @Test
  void filesHaveADirectoryForEachRouteAndCanBeReadAgain() throws IOException {
    Path out = directory.resolve("out");
    Path input = file("25.50,\"서울, 강남구\",예", "15,강원도 산간 지역,FALSE");
    run("--input", input.toString(), "--output", "files:" + out, "-p", "1");
    assertThat(names(out)).containsExactly("cold", "heavy", "normal", "remote");
    assertThat(CommittedParts.asOne(out.resolve("heavy")))
        .isEqualTo(HEADER + "\n25.50,\"서울, 강남구\",true\n");
    assertThat(CommittedParts.asOne(out.resolve("remote")))
        .isEqualTo(HEADER + "\n15,강원도 산간 지역,false\n");
    assertThat(CommittedParts.asOne(out.resolve("cold")))
        .isEqualTo(HEADER + "\n25.50,\"서울, 강남구\",true\n");
    assertThat(CommittedParts.asOne(out.resolve("normal"))).isEqualTo(HEADER + "\n");
    assertThat(run("--input", out.resolve("heavy").toString()).out())
        .isEqualTo("무거운 택배 (25.50, 서울, 강남구, true)\n냉장 택배 (25.50, 서울, 강남구, true)\n");
  }

  @Test
  void jsonHasNumbersAndTruths() throws IOException {
    Path out = directory.resolve("out");
    run("--output", "files:" + out + "?format=json", "-p", "1");
    assertThat(CommittedParts.asOne(out.resolve("heavy")))
        .isEqualTo("{\"weight_kg\":25,\"address\":\"서울 강남구\",\"refrigerated\":false}\n");
    assertThat(CommittedParts.asOne(out.resolve("cold")))
        .isEqualTo("{\"weight_kg\":10,\"address\":\"부산 해운대\",\"refrigerated\":true}\n");
  }

  @Test
  void aRouteMayStandAnywhereInTheNameOfADirectory() throws IOException {
    run("--output", "files:" + directory.resolve("out") + "/{route}/today", "-p", "1");
    for (String route : ROUTES) {
      assertThat(directory.resolve("out/" + route + "/today/part-0-0.csv")).isNotEmptyFile();
    }
  }

  @Test
  void whatAnEarlierRunLeftIsRefusedOrReplacedOrKept() throws IOException {
    Path out = directory.resolve("out");
    Path input = file("5,서울,false");
    run("--output", "files:" + out, "-p", "1");
    assertThat(faults("--output", "files:" + out))
        .containsExactly(
            "--output files:"
                + out
                + ": the directory is not empty (4 entries, e.g. cold); choose another, or add"
                + " ?mode=append to keep them or ?mode=overwrite to replace them");
    run("--input", input.toString(), "--output", "files:" + out + "?mode=append", "-p", "1");
    assertThat(lines(out.resolve("normal")))
        .containsExactlyInAnyOrder("5,서울 관악구,false", "5,서울,false");
    assertThat(lines(out.resolve("heavy"))).containsExactly("25,서울 강남구,false");
    run("--input", input.toString(), "--output", "files:" + out + "?mode=overwrite", "-p", "1");
    assertThat(lines(out.resolve("normal"))).containsExactly("5,서울,false");
    assertThat(lines(out.resolve("heavy"))).isEmpty();
  }

  @Test
  void whatIsNotOursIsNotOverwritten() throws IOException {
    Path out = directory.resolve("out");
    run("--output", "files:" + out);
    Files.createFile(out.resolve("notes.txt"));
    assertThat(faults("--output", "files:" + out + "?mode=overwrite"))
        .containsExactly(
            "--output files:"
                + out
                + "?mode=overwrite: mode=overwrite replaces the directories of routes (heavy,"
                + " remote, cold, normal) only, and notes.txt is not one; move it away, or choose"
                + " another directory");
  }

  @Test
  void theDirectoryOfARouteIsNotReadAndWrittenAtOnce() throws IOException {
    Path out = directory.resolve("out");
    run("--output", "files:" + out, "-p", "1");
    assertThat(
            faults(
                "--input",
                out.resolve("heavy") + "/*.csv",
                "--output",
                "files:" + out + "?mode=overwrite"))
        .containsExactly("--output: --input reads from this directory; choose another");
    assertThat(lines(out.resolve("heavy"))).containsExactly("25,서울 강남구,false");
  }

  @Test
  void rejectedRowsGoNowhereWhereARouteGoes() {
    assertThat(
            faults(
                "--output",
                "files:" + directory.resolve("out"),
                "--rejected",
                "files:" + directory.resolve("out/cold")))
        .containsExactly(
            "--rejected files:"
                + directory.resolve("out/cold")
                + ": the directory is that of --output too; choose another");
  }

  @Test
  void allFaultsOfACommandLineAreNamedTogether() throws IOException {
    Path input = Files.writeString(directory.resolve("in.csv"), "weight,address,refrigerated\n");
    assertThat(
            faults(
                "--input",
                input.toString(),
                "--heavy-above",
                "-5",
                "--remote-keywords",
                "a,,b",
                "--routing",
                "any",
                "--labels",
                "fr",
                "--output",
                "flies:out/{route}"))
        .hasSize(6)
        .anySatisfy(m -> assertThat(m).startsWith("--heavy-above: '-5'"))
        .anySatisfy(m -> assertThat(m).startsWith("--remote-keywords: 'a,,b'"))
        .anySatisfy(m -> assertThat(m).startsWith("--routing: 'any'"))
        .anySatisfy(m -> assertThat(m).startsWith("--labels: 'fr'"))
        .anySatisfy(m -> assertThat(m).contains("did you mean files?"))
        .anySatisfy(
            m ->
                assertThat(m)
                    .isEqualTo(
                        "--input "
                            + input
                            + " has no column 'weight_kg'; it has: 'weight', 'address',"
                            + " 'refrigerated'"));
  }

  @Test
  void onFailTheFirstBadRowEndsTheJob() throws IOException {
    Path input = file("-1,서울,false");
    assertThatThrownBy(() -> run("--input", input.toString(), "--on-malformed", "fail"))
        .hasMessageContaining("1 of 1 rows rejected, allowed: 0")
        .hasMessageContaining(input + ":2: weight_kg '-1' is out of range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "mermaid", "svg"})
  void explainShowsFourBranches(String format) {
    String plan = run("--explain=" + format).out();
    for (String route : ROUTES) {
      assertThat(plan).contains(route + " filter", route + " count");
    }
    assertThat(plan).doesNotContain("택배");
  }

  @Test
  void whatRunsNothingMakesNoDirectory() {
    Path out = directory.resolve("out");
    run("--output", "files:" + out, "--dry-run");
    assertThat(out).doesNotExist();
  }

  private int files;

  private Path file(String... rows) throws IOException {
    return Files.write(
        directory.resolve("in-" + files++ + ".csv"),
        Stream.concat(Stream.of(HEADER), Stream.of(rows)).toList());
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  /** The lines of all parts without their headers. */
  private static List<String> lines(Path directory) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String part : names(directory)) {
      Files.readAllLines(directory.resolve(part)).stream().skip(1).forEach(lines::add);
    }
    return lines;
  }

  private static List<String> faults(String... args) {
    return assertThrowsExactly(UsageException.class, () -> run(args)).messages();
  }

  private static Outcome run(String... args) {
    return Outcome.of(ParcelRoutingJob::main, args);
  }
}
