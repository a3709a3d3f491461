package dev.flinkjobs.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.options.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
  @TempDir Path directory;

  private final Problems problems = new Problems();

  @Test
  void aSocketHasAHostAndAPortAndStandsAlone() throws IOException {
    assertThat(Inputs.parse("--input", List.of("socket://[::1]:9000"), CsvDialect.LINES, problems))
        .isEqualTo(new SocketInput(new SocketAddress("[::1]", 9000, 10), CsvDialect.LINES));
    assertThat(
            Inputs.parse(
                "--input", List.of("socket://host:1?reconnect=0"), CsvDialect.LINES, problems))
        .isEqualTo(new SocketInput(new SocketAddress("host", 1, 0), CsvDialect.LINES))
        .matches(Input::isBounded);
    assertThat(problems.messages()).isEmpty();
    parse("socket://host");
    parse("socket://host:70000");
    parse("socket://");
    parse("socket://host:1?reconect=-1");
    parse("socket://host:1?reconnect=-1");
    parse("socket://host:1", file("a.csv", "type\n").toString());
    assertThat(problems.messages())
        .containsExactly(
            "--input socket://host: a socket has a host and a port from 1 to 65535, e.g."
                + " socket://localhost:9000",
            "--input socket://host:70000: a socket has a host and a port from 1 to 65535, e.g."
                + " socket://localhost:9000",
            "--input socket://: host and port are missing after socket://",
            "--input socket://host:1?reconect=-1: unknown setting 'reconect'; there are: reconnect"
                + " (did you mean reconnect?)",
            "--input socket://host:1?reconnect=-1: reconnect '-1' is not allowed; allowed: a whole"
                + " number from 0 to 1,000,000",
            "--input: what is no file must be the only input");
  }

  @Test
  void aFileIsItself() throws IOException {
    Path file = file("a.csv", "type\nx\n");
    assertThat(names(file.toString())).containsExactly("a.csv");
    assertThat(problems.messages()).isEmpty();
  }

  @Test
  void filesKeepTheOrderInWhichTheyAreGiven() throws IOException {
    Path b = file("b.csv", "type\n");
    Path a = file("a.csv", "type\n");
    assertThat(names(b + "," + a, a.toString())).containsExactly("b.csv", "a.csv", "a.csv");
  }

  @Test
  void aGlobIsItsFilesByName() throws IOException {
    file("b.csv", "type\n");
    file("a.csv", "type\n");
    file("c.txt", "type\n");
    assertThat(names(directory + "/*.csv")).containsExactly("a.csv", "b.csv");
  }

  @Test
  void aDirectoryIsItsFilesByNameWithoutHiddenOnes() throws IOException {
    file("b.csv", "type\n");
    file("a.csv.gz", "");
    file(".part-0-0.csv.inprogress", "");
    file("_SUCCESS", "");
    assertThat(names(directory.toString())).containsExactly("a.csv.gz", "b.csv");
  }

  @Test
  void aNameWithACommaIsAFileIfThereIsOne() throws IOException {
    Path file = file("a,b.csv", "type\n");
    assertThat(names(file.toString())).containsExactly("a,b.csv");
  }

  @Test
  void namesMayHoldSpacesColonsAndKorean() throws IOException {
    Path file = file("거래 09:00 100%.csv", "type\n");
    assertThat(names(file.toString())).containsExactly("거래 09:00 100%.csv");
    assertThat(problems.messages()).isEmpty();
  }

  @Test
  void aCommaInBracesIsPartOfThePattern() throws IOException {
    file("jan.csv", "type\n");
    file("feb.csv", "type\n");
    file("mar.csv", "type\n");
    assertThat(names(directory + "/{jan,feb}.csv," + directory + "/mar.csv"))
        .containsExactly("feb.csv", "jan.csv", "mar.csv");
  }

  @Test
  void aWatchedDirectoryMayHaveACommaInItsName() throws IOException {
    Path commas = Files.createDirectory(directory.resolve("in,box"));
    assertThat(parse("files:" + commas + "?watch=1s").isBounded()).isFalse();
    assertThat(problems.messages()).isEmpty();
  }

  @Test
  void aPatternBelowALinkIsFollowed() throws IOException {
    Files.writeString(Files.createDirectory(directory.resolve("2024-11")).resolve("a.csv"), "x\n");
    Files.createSymbolicLink(directory.resolve("current"), Path.of("2024-11"));
    assertThat(names(directory + "/current/*.csv")).containsExactly("a.csv");
  }

  @Test
  void whatCanBeReadOnceOnlyIsSentToStandardInput() {
    parse("/dev/null");
    assertThat(problems.messages())
        .containsExactly(
            "--input /dev/null: is a pipe or a device, which can be read once only; write --input -"
                + " < /dev/null");
  }

  @Test
  void itKnowsTheDirectoriesItReads() throws IOException {
    Path file = file("a.csv", "type\n");
    assertThat(parse(file.toString()).reads(directory.toUri())).isTrue();
    assertThat(parse(file.toString()).reads(directory.resolve("out").toUri())).isFalse();
    assertThat(parse(file.toString()).reads(Path.of(directory + "x").toUri())).isFalse();
    String watched = "files:" + directory + "?watch=1s";
    assertThat(parse(watched).reads(directory.resolve("out").toUri())).isTrue();
    assertThat(parse("-").reads(directory.toUri())).isFalse();
  }

  @Test
  void aWatchedDirectoryNeverEnds() throws IOException {
    file("a.csv", "type\n");
    Input input = parse("files:" + directory + "?watch=1s");
    assertThat(input.isBounded()).isFalse();
    assertThat(problems.messages()).isEmpty();
  }

  @Test
  void bytesAreThoseOfAllFiles() throws IOException {
    file("a.csv", "12345");
    file("b.csv", "123");
    assertThat(parse(directory.toString()).bytes()).hasValue(8);
  }

  @Test
  void whatIsMissingIsNamedWithWhereItWasLookedForAndWhatIsThere() throws IOException {
    file("transactions.csv", "type\n");
    Path missing = directory.resolve("transaction.csv");
    parse(missing.toString());
    assertThat(problems.messages())
        .containsExactly(
            "--input "
                + missing
                + ": no such file or directory; looked for "
                + missing
                + "; there is: transactions.csv (did you mean transactions.csv?)");
  }

  @Test
  void aGlobThatMatchesNothingSaysWhatIsThere() throws IOException {
    file("a.csv", "type\n");
    parse(directory + "/*.cvs");
    assertThat(problems.messages())
        .containsExactly("--input '" + directory + "/*.cvs': matches no file; there is: a.csv");
  }

  @Test
  void aDirectoryThatIsNotThereIsSaid() {
    parse(directory + "/no/a.csv");
    assertThat(problems.messages().get(0)).endsWith("there is no directory " + directory + "/no");
  }

  @Test
  void aSchemeThatIsNotBuiltInNamesThoseThatAre() {
    parse("kafka://host:9092/topic");
    assertThat(problems.messages().get(0))
        .startsWith("--input kafka://host:9092/topic: 'kafka' is not built in; built in: files");
  }

  @Test
  void aMisspeltSettingIsAnError() {
    parse("files:" + directory + "?wach=1s");
    assertThat(problems.messages().get(0))
        .endsWith("unknown setting 'wach'; there are: watch (did you mean watch?)");
  }

  @Test
  void standardInputStandsAlone() throws IOException {
    Path file = file("a.csv", "type\n");
    parse("-", file.toString());
    assertThat(problems.messages()).containsExactly("--input: - (stdin) must be the only input");
  }

  @Test
  void aWatchedDirectoryStandsAlone() throws IOException {
    Path file = file("a.csv", "type\n");
    String watched = "files:" + directory + "?watch=1s";
    parse(file + "," + watched);
    parse(watched, file.toString());
    assertThat(problems.messages())
        .hasSize(2)
        .containsOnly("--input: a watched directory must be the only input");
  }

  @Test
  void onlyADirectoryCanBeWatched() throws IOException {
    Path file = file("a.csv", "type\n");
    parse("files:" + file + "?watch=1s");
    assertThat(problems.messages())
        .containsExactly("--input files:" + file + "?watch=1s: only a directory can be watched");
  }

  @Test
  void aDirectoryIsNotWatchedWithoutAPause() {
    String text = "files:" + directory + "?watch=0s";
    parse(text);
    assertThat(problems.messages())
        .containsExactly("--input " + text + ": watch must be longer than 0; allowed: 1ms or more");
  }

  @Test
  void aSettingIsGivenOnceAndWithAValue() {
    parse("files:" + directory + "?watch=1s&watch=2s");
    parse("files:" + directory + "?watch");
    assertThat(problems.messages())
        .satisfiesExactly(
            twice ->
                assertThat(twice).endsWith("?watch=1s&watch=2s: setting 'watch' is given twice"),
            none -> assertThat(none).endsWith("?watch: setting 'watch' needs a value"),
            empty -> assertThat(empty).endsWith(": the directory holds no files"));
  }

  @Test
  void anEmptyDirectoryHoldsNothingToRead() {
    parse(directory.toString());
    parse(directory + "/a.csv");
    assertThat(problems.messages())
        .satisfiesExactly(
            none -> assertThat(none).endsWith(": the directory holds no files"),
            missing -> assertThat(missing).endsWith("; the directory is empty"));
  }

  @Test
  void betweenTwoCommasThereIsAName() throws IOException {
    Path file = file("a.csv", "type\n");
    parse(file + ",");
    assertThat(problems.messages())
        .containsExactly("--input " + file + ",: an empty name between two commas");
  }

  @Test
  void aPatternThatIsMalformedSaysWhatIsWrong() {
    parse(directory + "/[a.csv");
    assertThat(problems.messages())
        .containsExactly(
            "--input '"
                + directory
                + "/[a.csv': there is no such file, and it is not a pattern: Missing ']");
  }

  @Test
  void aPatternPassesHiddenFilesByAsADirectoryDoes() throws IOException {
    file("b.csv", "type\n");
    file(".part-0-0.csv.inprogress", "");
    file("_SUCCESS", "");
    assertThat(names(directory + "/*")).containsExactly("b.csv");
  }

  @Test
  void aCompressedFileThatIsCutOffCannotBeRead() throws IOException {
    Path empty = file("a.csv.gz", "");
    parse(empty.toString()).check(List.of("type"), problems);
    assertThat(problems.messages())
        .containsExactly("--input " + empty + ": cannot be read: it ends before its content does");
  }

  @Test
  void aFileThatIsNotCompressedIsNotReadAsIfItWere() throws IOException {
    Path text = file("a.csv.gz", "type\n");
    parse(text.toString()).check(List.of("type"), problems);
    assertThat(problems.messages())
        .containsExactly("--input " + text + ": cannot be read: Not in GZIP format");
  }

  @Test
  void eachFileIsCheckedForTheColumns() throws IOException {
    Path good = file("a.csv", "type,amount\n");
    Path bad = file("b.csv", "typ,amount\n");
    Path empty = file("c.csv", "");
    parse(good + "," + bad + "," + empty).check(List.of("type"), problems);
    assertThat(problems.messages())
        .containsExactly(
            "--input " + bad + " has no column 'type'; it has: typ, amount",
            "--input " + empty + " is empty: not even a header line");
  }

  @Test
  void inputWithoutEvenAHeaderIsNoFault() throws IOException {
    Path empty = file("a.csv", "");
    Path other = file("b.csv", "");
    parse(empty + "," + other).check(List.of("type"), problems);
    assertThat(problems.messages()).isEmpty();
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  private Input parse(String... texts) {
    return Inputs.parse("--input", Arrays.asList(texts), CsvDialect.withHeader(','), problems);
  }

  private List<String> names(String... texts) {
    return ((FileInput) parse(texts)).files().stream().map(file -> file.path().getName()).toList();
  }
}
