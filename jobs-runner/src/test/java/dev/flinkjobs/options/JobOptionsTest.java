package dev.flinkjobs.options;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.csv.TextEncoding;
import dev.flinkjobs.csv.TimeFormat;
import dev.flinkjobs.record.Visible;
import dev.flinkjobs.source.OnBadFile;
import dev.flinkjobs.testing.OptionsContract;
import dev.flinkjobs.testing.TestsOption;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobOptionsTest {

  @Test
  void everyOptionOfEveryJobIsTested() {
    Set<String> names = new TreeSet<>();
    names.addAll(OptionsDocs.names(new ExampleOptions(), JobOptions.class));
    names.addAll(OptionsDocs.names(new ExampleOptions(), FlinkOptions.class));
    names.addAll(OptionsDocs.names(new ExampleOptions(), CommandOptions.class));

    OptionsContract.everyOptionIsTested(names, JobOptionsTest.class, CommandOptionsTest.class);
  }

  @Test
  @TestsOption("--input")
  void inputsAreKeptAsGivenAndInOrder() {
    assertThat(Parsed.options().input()).isEmpty();
    assertThat(Parsed.options("--input", "b.csv,a.csv", "--input=-").input())
        .containsExactly("b.csv,a.csv", "-");
  }

  @Test
  @TestsOption("--delimiter")
  void delimiterIsACommaUnlessAnotherCharacterIsGiven() {
    assertThat(Parsed.options().delimiter()).isEqualTo(',');
    assertThat(Parsed.options("--delimiter", ";").delimiter()).isEqualTo(';');
    assertThat(Parsed.options("--delimiter", " ").delimiter()).isEqualTo(' ');
  }

  @ParameterizedTest
  @ValueSource(strings = {"tab", "\\t", "\t"})
  @TestsOption("--delimiter")
  void aTabIsGivenInThreeWays(String typed) {
    assertThat(Parsed.options("--delimiter", typed).delimiter()).isEqualTo('\t');
  }

  @ParameterizedTest
  @ValueSource(strings = {",,", "\"", "é", "가", "tabs", "\u0000"})
  @TestsOption("--delimiter")
  void anyOtherDelimiterIsAFault(String typed) {
    assertThat(Parsed.faults("--delimiter", typed))
        .containsExactly(
            "--delimiter: '"
                + Visible.text(typed)
                + "' is not allowed; allowed: one ASCII character, neither quote nor line end, or"
                + " tab");
  }

  @Test
  @TestsOption("--delimiter")
  void aLineEndIsNoDelimiterAndDoesNotBreakTheMessage() {
    assertThat(Parsed.faults("--delimiter", "\n"))
        .singleElement()
        .asString()
        .startsWith("--delimiter: '\\n' is not allowed");
  }

  @Test
  @TestsOption("--columns")
  void columnsAreThoseOfTheFirstLineUnlessTheyAreNamed() {
    assertThat(Parsed.options().dialect().hasHeader()).isTrue();
    assertThat(Parsed.options("--columns", "id,금액").dialect().columns())
        .containsExactly("id", "금액");
    assertThat(Parsed.options("--columns", "id,금액").meaning()).containsEntry("--columns", "id,금액");
    assertThat(Parsed.faults("--columns", "id,,amount"))
        .containsExactly(
            "--columns: 'id,,amount' is not allowed; allowed: column names separated by single"
                + " commas");
  }

  @Test
  @TestsOption("--encoding")
  void encodingIsUtf8UnlessAnotherIsGivenOfWhichNoSecondByteIsADelimiter() {
    assertThat(Parsed.options().dialect().encoding()).isEqualTo(TextEncoding.UTF_8);
    assertThat(Parsed.options("--encoding", "CP949").meaning())
        .containsEntry("--encoding", "cp949");
    assertThat(Parsed.faults("--encoding", "Shift_JIS"))
        .singleElement()
        .asString()
        .startsWith(
            "--encoding: 'Shift_JIS' is not allowed, since delimiters may be a part of its"
                + " characters");
    assertThat(Parsed.faults("--encoding", "cp949", "--delimiter", "A")).hasSize(1);
  }

  @Test
  @TestsOption("--time-format")
  void timesAreReadInAnyUsualFormUnlessTimeFormatNamesAnother() {
    assertThat(Parsed.options().dialect().times()).isEqualTo(TimeFormat.AUTO);
    assertThat(Parsed.options("--time-format", "pattern:yyyyMMdd").dialect().times().text())
        .isEqualTo("pattern:yyyyMMdd");
    assertThat(Parsed.faults("--time-format", "second"))
        .singleElement()
        .asString()
        .startsWith("--time-format: 'second' is not allowed; allowed: auto, millis, seconds");
    assertThat(Parsed.faults("--time-format", "pattern:yyyy-mm-dd"))
        .singleElement()
        .asString()
        .startsWith("--time-format: 'pattern:yyyy-mm-dd' does not name a day");
  }

  @Test
  @TestsOption("--output")
  void resultsArePrintedUnlessOutputSaysOtherwise() {
    assertThat(Parsed.options().output()).isEqualTo("print");
    assertThat(Parsed.options("--output", "files:결과").output()).isEqualTo("files:결과");
    assertThat(Parsed.faults("--output", ""))
        .containsExactly("--output needs a value, e.g. --output files:out?format=json");
  }

  @Test
  @TestsOption("--rejected")
  void rejectedRowsArePrintedUnlessRejectedSaysOtherwise() {
    assertThat(Parsed.options().rejected()).isEqualTo("print");
    assertThat(Parsed.options("--rejected", "discard").rejected()).isEqualTo("discard");
    assertThat(Parsed.faults("--rejected"))
        .containsExactly("--rejected needs a value, e.g. --rejected files:rejected");
  }

  @Test
  @TestsOption("--on-malformed")
  void malformedRowsAreRejectedSkippedOrEndTheJob() {
    assertThat(Parsed.options().onMalformed()).isEqualTo(OnMalformed.REJECT);
    assertThat(Parsed.options("--on-malformed", "fail").onMalformed()).isEqualTo(OnMalformed.FAIL);
    assertThat(Parsed.faults("--on-malformed", "skipp"))
        .containsExactly(
            "--on-malformed: 'skipp' is not allowed; allowed: reject, skip, fail"
                + " (did you mean skip?)");
  }

  @Test
  @TestsOption("--on-bad-file")
  void filesThatCannotBeReadAreSkippedOrFailOrAsTheInputHasIt() {
    assertThat(Parsed.options().onBadFile()).isEmpty();
    assertThat(Parsed.options("--on-bad-file", "skip").onBadFile()).contains(OnBadFile.SKIP);
    assertThat(Parsed.options("--on-bad-file", "fail").onBadFile()).contains(OnBadFile.FAIL);
    assertThat(Parsed.faults("--on-bad-file", "reject"))
        .containsExactly("--on-bad-file: 'reject' is not allowed; allowed: skip, fail");
  }

  @Test
  @TestsOption("--max-rejected")
  void maxRejectedIsANumberOfRowsOrAPercentage() {
    assertThat(Parsed.options().maxRejected()).isEmpty();
    assertThat(Parsed.options("--max-rejected", "0").maxRejected()).contains(RejectedLimit.NONE);
    assertThat(Parsed.options("--max-rejected", "0.5%").maxRejected())
        .contains(new RejectedLimit(new BigDecimal("0.5"), true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "many", "%", "x%", "1e1%", "-1%"})
  @TestsOption("--max-rejected")
  void anyOtherLimitIsAFault(String typed) {
    assertThat(Parsed.faults("--max-rejected", typed))
        .singleElement()
        .asString()
        .startsWith(
            "--max-rejected: '"
                + typed
                + "' is not allowed; allowed: a number of rows such as 100, or a percentage such as"
                + " 1%");
  }

  @Test
  @TestsOption("--max-rejected")
  void moreThanAllRowsIsNoLimit() {
    assertThat(Parsed.faults("--max-rejected", "100.1%"))
        .singleElement()
        .asString()
        .endsWith("at most 100%");
  }

  @Test
  @TestsOption("--distinct-by")
  void allRowsCountUnlessColumnsMakeAnIdOfWhichOnlyTheFirstDoes() {
    assertThat(Parsed.options().distinctBy()).isEmpty();
    assertThat(Parsed.options("--distinct-by", "주문, line").distinctBy())
        .containsExactly("주문", "line");
    assertThat(Parsed.options("--distinct-by", "id").meaning())
        .containsEntry("--distinct-by", "id");
    assertThat(Parsed.faults("--distinct-by", "id,id"))
        .containsExactly("--distinct-by: 'id,id' names the column id twice; name it once");
  }

  @Test
  @TestsOption("--distinct-for")
  void anIdIsRememberedForEverWhereTheInputEndsElseForADayOrAsLongAsGiven() {
    assertThat(Parsed.options("--distinct-by", "id").distinctFor(true)).isEmpty();
    assertThat(Parsed.options("--distinct-by", "id").distinctFor(false)).contains(ofDays(1));
    ExampleOptions anHour = Parsed.options("--distinct-by", "id", "--distinct-for", "1h");
    assertThat(anHour.distinctFor(true)).contains(ofHours(1));
    assertThat(anHour.distinctFor(false)).contains(ofHours(1));
    assertThat(anHour.meaning()).containsEntry("--distinct-for", "1h");
    assertThat(Parsed.options().distinctFor(false)).isEmpty();
    assertThat(Parsed.faults("--distinct-by", "id", "--distinct-for", "0s"))
        .containsExactly(
            "--distinct-for: '0s' is not allowed; allowed: a duration of 1ms or more such as 5s");
  }

  @Test
  @TestsOption("--duplicate-rows")
  void duplicatesAreOnlyCountedUnlessDuplicateRowsSaysWhereTheyGo() {
    assertThat(Parsed.options().duplicateRows()).isEmpty();
    ExampleOptions printed = Parsed.options("--distinct-by", "id", "--duplicate-rows", "print");
    assertThat(printed.duplicateRows()).contains("print");
    assertThat(printed.meaning()).doesNotContainKey("--duplicate-rows");
  }

  @ParameterizedTest
  @CsvSource({
    "--distinct-for=1h, --distinct-for",
    "--duplicate-rows=print, --duplicate-rows",
    "--distinct-for=1h --duplicate-rows=print, --distinct-for"
  })
  @TestsOption({"--distinct-for", "--duplicate-rows"})
  void whatIsSaidOfIdsMeansNothingWithoutAnId(String typed, String named) {
    assertThat(Parsed.faults(typed.split(" ")))
        .containsExactly(
            named
                + " says something of rows with the same id; name the columns of the id, too, such"
                + " as --distinct-by transaction_id");
  }

  @Test
  @TestsOption("--summary-json")
  void theSummaryIsWrittenToTheFileGiven(@TempDir Path directory) {
    assertThat(Parsed.options().summaryJson()).isEmpty();
    Path file = directory.resolve("b.json");
    assertThat(Parsed.options("--summary-json", file.toString()).summaryJson()).contains(file);
    assertThat(Parsed.faults("--summary-json", directory.toString()))
        .containsExactly(
            "--summary-json " + directory + ": is a directory; give a file, e.g. summary.json");
  }

  @Test
  @TestsOption("--summary-json")
  void theSummaryNeedsADirectoryToBeIn(@TempDir Path directory) {
    Path file = directory.resolve("no/summary.json");
    assertThat(Parsed.faults("--summary-json", file.toString()))
        .containsExactly(
            "--summary-json " + file + ": there is no directory " + directory.resolve("no"));
  }

  @Test
  @TestsOption("--explain")
  void explainIsMermaidUnlessAFormatIsGiven() {
    assertThat(Parsed.options().explain()).isEmpty();
    assertThat(Parsed.options("--explain").explain()).contains(ExplainFormat.MERMAID);
    assertThat(Parsed.options("--explain", "--input", "a").explain())
        .contains(ExplainFormat.MERMAID);
    assertThat(Parsed.options("--explain=svg").explain()).contains(ExplainFormat.SVG);
    assertThat(Parsed.options("--explain", "json").explain()).contains(ExplainFormat.JSON);
    assertThat(Parsed.faults("--explain=svgg"))
        .containsExactly(
            "--explain: 'svgg' is not allowed; allowed: json, mermaid, svg (did you mean svg?)");
  }

  @Test
  @TestsOption("--dry-run")
  void dryRunIsAFlag() {
    assertThat(Parsed.options().dryRun()).isFalse();
    assertThat(Parsed.options("--dry-run").dryRun()).isTrue();
    assertThat(Parsed.faults("--dry-run=no"))
        .containsExactly("--dry-run takes no value; give --dry-run alone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-p4", "-p=4", "--parallelism=4"})
  @TestsOption("--parallelism")
  void parallelismIsAWholeNumber(String typed) {
    assertThat(Parsed.options().parallelism()).isEmpty();
    assertThat(Parsed.options(typed).parallelism()).hasValue(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "two", "2147483648", "1.0"})
  @TestsOption("--parallelism")
  void parallelismIsAtLeastOne(String typed) {
    assertThat(Parsed.faults("--parallelism", typed))
        .containsExactly(
            "--parallelism: '" + typed + "' is not allowed; allowed: a whole number from 1");
  }

  @Test
  @TestsOption({"--parallelism", "-D"})
  void parallelismIsGivenInOneWay() {
    assertThat(Parsed.faults("-p", "2", "-Dparallelism.default=3"))
        .containsExactly(
            "-Dparallelism.default and --parallelism set the same; give only --parallelism");
  }

  @Test
  @TestsOption("-D")
  void flinksOptionsAreKeysAndValues() {
    assertThat(Parsed.options().flinkConfig()).isEmpty();
    assertThat(Parsed.options("-Da.b=c=d", "-D", "e=").flinkConfig())
        .containsExactly(Map.entry("a.b", "c=d"), Map.entry("e", ""));
    assertThat(Parsed.faults("-Da.b"))
        .containsExactly(
            "-D needs a key and a value, e.g. -Dexecution.checkpointing.interval=1min");
  }

  @Test
  @TestsOption("--state-dir")
  void stateIsKeptInTheDirectoryGiven(@TempDir Path directory) throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThat(Parsed.options().stateDir()).isEmpty();
    assertThat(Parsed.options("--state-dir", "new").stateDir()).contains(Path.of("new"));
    assertThat(Parsed.options("--state-dir", directory.toString()).stateDir()).contains(directory);
    assertThat(Parsed.faults("--state-dir", file.toString()))
        .containsExactly("--state-dir " + file + ": is a file; give another directory, e.g. state");
    assertThat(Parsed.faults("--state-dir", file + "/state"))
        .containsExactly(
            "--state-dir "
                + file
                + "/state: "
                + file
                + " is a file, so no directory can be made in it; give another directory, e.g."
                + " state");
  }

  @Test
  @TestsOption("--web-ui")
  void theDashboardOpensOnThePortGiven() {
    assertThat(Parsed.options().webUi()).isEmpty();
    assertThat(Parsed.options("--web-ui", "65535").webUi()).hasValue(65535);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "http"})
  @TestsOption("--web-ui")
  void aPortIsFrom1To65535(String typed) {
    assertThat(Parsed.faults("--web-ui", typed))
        .containsExactly(
            "--web-ui: '" + typed + "' is not allowed; allowed: a whole number from 1 to 65,535");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2g", "512m", "2G", "800000k"})
  @TestsOption("--heap")
  void heapIsASizeWithItsUnit(String typed) {
    assertThat(JobParameters.of(Parsed.options("--heap", typed))).containsEntry("heap", typed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "g", "0g", "2gb", "1.5g", "-2g"})
  @TestsOption("--heap")
  void anyOtherHeapIsAFault(String typed) {
    assertThat(Parsed.faults("--heap", typed))
        .containsExactly(
            "--heap: '" + typed + "' is not allowed; allowed: a size such as 512m or 2g");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--accept-changed --input", "--accept-changed=input", "--accept-changed input"})
  @TestsOption("--accept-changed")
  void anOptionThatMayBeAnotherIsNamedWithItsDashesOrWithout(String typed) {
    assertThat(Parsed.options().acceptChanged()).isEmpty();
    assertThat(Parsed.options(typed.split(" ")).acceptChanged()).containsExactly("--input");
  }

  @Test
  @TestsOption("--accept-changed")
  void whatStateMeansIsNotForEachOptionToBeAnother() {
    assertThat(Parsed.faults("--accept-changed", "--input,--gap,rows"))
        .containsExactly(
            "--accept-changed: '--gap' is not allowed; allowed: --input",
            "--accept-changed: '--rows' is not allowed; allowed: --input");
    assertThat(Parsed.faults("--accept-changed", "-p", "2"))
        .containsExactly("--accept-changed needs a value, e.g. --accept-changed --max-delay");
  }

  @Test
  void anOptionOfWhichNothingIsSaidIsPartOfWhatStateMeans() {
    assertThat(Parsed.options("--password-file", "x", "--summary-json", "s.json").meaning())
        .containsOnlyKeys(
            "job",
            "--delimiter",
            "--encoding",
            "--time-format",
            "--group-by",
            "--emit",
            "--gap",
            "--rows",
            "--rate",
            "--password-file");
  }

  @Test
  void valuesThatSayTheSameMeanTheSame() {
    assertThat(
            Parsed.options(
                    "--gap",
                    "60000ms",
                    "--delimiter=,",
                    "--emit",
                    "EVERY",
                    "--rate",
                    "0.0",
                    "--rows",
                    "010")
                .meaning())
        .isEqualTo(Parsed.options().meaning());
    assertThat(Parsed.options("--gap", "61s").meaning()).containsEntry("--gap", "61s");
  }
}
