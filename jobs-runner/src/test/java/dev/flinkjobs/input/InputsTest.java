package dev.flinkjobs.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.csv.LineDecoder;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.source.OnBadFile;
import dev.flinkjobs.source.SocketAddress;
import dev.flinkjobs.testing.EnumeratorContext;
import dev.flinkjobs.testing.OddNames;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.connector.file.src.AbstractFileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputsTest {
  @TempDir Path directory;

  private final Problems problems = new Problems();

  @Test
  void aSocketHasAHostAndAPortAndStandsAlone() throws IOException {
    assertThat(
            Inputs.parse(
                "--input", List.of("socket://[::1]:9000"), CsvDialect.LINES, null, problems))
        .isEqualTo(new SocketInput(new SocketAddress("[::1]", 9000, 10), CsvDialect.LINES));
    assertThat(
            Inputs.parse(
                "--input",
                List.of("socket://host:1?reconnect=0"),
                CsvDialect.LINES,
                null,
                problems))
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
            "--input socket://host:1?reconect=-1: unknown setting 'reconect'; there are: reconnect,"
                + " columns, time-format, encoding (did you mean reconnect?)",
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
  void anOddNameIsNoFaultOfAFile() throws IOException {
    for (String name : OddNames.ALL) {
      Path file = file(name, "type\nx\n");
      Input given = parse(file.toString());
      given.check(List.of("type"), problems);
      assertThat(problems.messages()).isEmpty();
      assertThat(((FileInput) given).files().get(0).path().getName()).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/*", "/{[!_]*,x}"})
  void anOddNameIsNoFaultInADirectoryOrAPattern(String pattern) throws IOException {
    for (String name : OddNames.ALL) {
      file(name, "type\nx\n");
    }
    Input input = parse(directory + pattern);
    input.check(List.of("type"), problems);
    assertThat(problems.messages()).isEmpty();
    assertThat(input.notices()).isEmpty();
    assertThat(names(directory + pattern)).containsExactlyInAnyOrderElementsOf(OddNames.ALL);
  }

  @Test
  void anOddNameIsNoFaultOfADirectory() throws IOException {
    for (String name : OddNames.ALL) {
      Path odd = Files.createDirectory(directory.resolve(name));
      Files.writeString(odd.resolve("a.csv"), "type\nx\n");
      assertThat(names(odd.toString())).as(name).containsExactly("a.csv");
    }
    assertThat(names(directory.toString())).hasSize(OddNames.ALL.size());
    assertThat(problems.messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/*"})
  void whatIsNoFileIsNamedAndTheOthersAreRead(String pattern) throws Exception {
    file("a.csv", "type\n");
    file("b.csv", "type\n");
    file("_SUCCESS", "");
    Files.createSymbolicLink(directory.resolve(".#b.csv"), Path.of("user@host:1"));
    Files.createSymbolicLink(directory.resolve("link.csv"), Path.of("a.csv"));
    Files.createSymbolicLink(directory.resolve("nothing.csv"), Path.of("gone.csv"));
    Files.createSymbolicLink(directory.resolve("self.csv"), Path.of("self.csv"));
    bash("mkfifo pipe.csv");
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(directory.resolve("s.csv")));
      assertThat(names(directory + pattern)).containsExactly("a.csv", "b.csv", "link.csv");
      assertThat(parse(directory + pattern).notices())
          .satisfiesExactly(
              line ->
                  assertThat(line)
                      .isEqualTo("--input " + directory + pattern + ": 6 entries left out"),
              line -> assertThat(line).isEqualTo(odd("nothing.csv is a link to what is not there")),
              line -> assertThat(line).isEqualTo(odd("pipe.csv is a pipe, a socket or a device")),
              line -> assertThat(line).isEqualTo(odd("s.csv is a pipe, a socket or a device")),
              line -> assertThat(line).startsWith(odd("self.csv cannot be read: ")),
              line ->
                  assertThat(line).isEqualTo("  whose names begin with . or _: .#b.csv, _SUCCESS"));
    }
    assertThat(problems.messages()).isEmpty();
  }

  @Test
  void aNameThatIsNoTextIsNamed() throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "others have no such names");
    file("a.csv", "type\n");
    bash("touch $'\\xe9.csv'");
    assertThat(names(directory.toString())).containsExactly("a.csv");
    assertThat(parse(directory.toString()).notices())
        .last()
        .asString()
        .endsWith(".csv has a name that is not UTF-8, or the locale of this process is not");
  }

  @Test
  void aLinkToADirectoryAboveItIsNamedAndOthersAreFollowed() throws IOException {
    Path listed = Files.createDirectory(directory.resolve("in"));
    Path sub = Files.createDirectories(listed.resolve("sub/deep"));
    Files.writeString(sub.resolve("a.csv"), "type\n");
    Path other = Files.createDirectory(listed.resolve("other"));
    Files.writeString(other.resolve("b.csv"), "type\n");
    Files.createSymbolicLink(sub.resolve("up"), Path.of(".."));
    Files.createSymbolicLink(sub.resolve("top"), listed);
    Files.createSymbolicLink(sub.resolve("above"), directory);
    Files.createSymbolicLink(sub.resolve("here"), Path.of("."));
    Files.createSymbolicLink(sub.resolve("over"), other);
    Files.createSymbolicLink(other.resolve("back"), sub);
    // By other/b.csv, other/back/a.csv, sub/deep/a.csv and sub/deep/over/b.csv.
    assertThat(names(listed.toString())).containsExactly("b.csv", "a.csv", "a.csv", "b.csv");
    String above = " is a link to a directory above it";
    List<String> links = List.of("above", "here", "top", "up");
    List<String> wanted = new ArrayList<>(List.of("--input " + listed + ": 10 entries left out"));
    links.forEach(link -> wanted.add(odd("in/other/back/" + link + above)));
    wanted.add(odd("in/other/back/over" + above));
    links.forEach(link -> wanted.add(odd("in/sub/deep/" + link + above)));
    wanted.add(odd("in/sub/deep/over/back" + above));
    assertThat(parse(listed.toString()).notices()).containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(names(listed + "/**/a.csv")).containsExactly("a.csv", "a.csv");
    assertThat(problems.messages()).isEmpty();
  }

  @Test
  void whereNothingIsLeftToReadTheEntriesAreNamed() throws Exception {
    bash("mkfifo pipe.csv");
    parse(directory.toString());
    parse(directory + "/*.csv");
    parse(directory.resolve("pipe.csv").toUri().toString());
    String pipe = directory + "/pipe.csv is a pipe, a socket or a device";
    assertThat(problems.messages())
        .satisfiesExactly(
            none -> assertThat(none).endsWith(": the directory holds no files to read: " + pipe),
            none -> assertThat(none).endsWith("/*.csv': matches no file to read: " + pipe),
            given -> assertThat(given).contains(": is a pipe or a device, which"));
  }

  @Test
  void manyHiddenFilesAreCounted() throws IOException {
    file("a.csv", "type\n");
    for (int i = 10; i < 40; i++) {
      file("_" + i, "");
    }
    assertThat(parse(directory.toString()).notices())
        .hasSize(2)
        .first()
        .asString()
        .endsWith(": 30 entries left out");
    assertThat(parse(directory.toString()).notices()).last().asString().endsWith("_29, … (30)");
  }

  @Test
  void filesThatCannotBeReadAreLeftOutIfTheyMayBe() throws IOException {
    Path good = file("a.csv", "type\n");
    Path empty = file("b.csv", "");
    Path other = file("c.csv", "typ\n");
    FileInput input = skipping(directory.toString());
    input.check(List.of("type"), problems);
    assertThat(problems.messages()).isEmpty();
    assertThat(input.notices())
        .containsExactly(
            "--input: 2 entries left out",
            "  " + empty + " is empty: not even a header line",
            "  " + other + " has no column 'type'; it has: 'typ'");
    assertThat(input.bytes()).hasValue(Files.size(good));
    assertThat(handedOut(input)).containsExactly("0 reads file a.csv", "0 ends");

    FileInput nothing = skipping(empty + "," + other);
    nothing.check(List.of("type"), problems);
    assertThat(problems.messages()).hasSize(2);
  }

  @Test
  void inAWatchedDirectoryEachFileIsLookedAtWhereItAppearsUnlessABadOneEndsTheJob()
      throws IOException {
    Path empty = file("b.csv", "");
    String watched = "files:" + directory + "?watch=1s";
    parse(watched).check(List.of("type"), problems);
    assertThat(problems.messages()).isEmpty();
    Inputs.parse("--input", List.of(watched), CsvDialect.withHeader(','), OnBadFile.FAIL, problems)
        .check(List.of("type"), problems);
    assertThat(problems.messages())
        .containsExactly("--input " + empty + " is empty: not even a header line");
  }

  /** So a file that is cut or grows between the check and the start is noticed. */
  @Test
  void aJobReadsTheFilesThatWereListed() throws IOException {
    Path file = file("a.csv", "type\nx\n");
    Input input = parse(file.toString());
    Files.writeString(file, "type\n");
    EnumeratorContext.Looking looking = new EnumeratorContext.Looking();
    source(input).createEnumerator(looking.context()).handleSplitRequest(0, null);
    assertThat(looking.given).singleElement().returns(7L, FileSourceSplit::fileSize);
    assertThat(looking.given.get(0).hostnames()).hasSize(1);
  }

  @Test
  void namesOfFilesAndColumnsInMessagesAreInOneLineAndSteerNoTerminal() throws IOException {
    file("a\nb\u001b.csv", "\"x\ny\u009b\",b\n1,2\n");
    parse(directory.toString()).check(List.of("type"), problems);
    parse(directory + "/none");
    assertThat(problems.messages())
        .satisfiesExactly(
            fault ->
                assertThat(fault)
                    .endsWith(
                        "/a\\nb\\u001b.csv has no column 'type'; it has: 'x\\ny\\u009b', 'b'"),
            fault -> assertThat(fault).endsWith("; there is: a\\nb\\u001b.csv"));
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
        .containsExactly("--input " + empty + " is empty: not even the header of a gzip file");
  }

  @Test
  void aFileThatIsNotCompressedIsNotReadAsIfItWere() throws IOException {
    Path text = file("a.csv.gz", "type\n");
    parse(text.toString()).check(List.of("type"), problems);
    assertThat(problems.messages())
        .containsExactly("--input " + text + " is not a gzip file, though its name ends in .gz");
  }

  @Test
  void eachFileIsCheckedForTheColumns() throws IOException {
    Path good = file("a.csv", "type,amount\n");
    Path bad = file("b.csv", "typ,amount\n");
    Path empty = file("c.csv", "");
    parse(good + "," + bad + "," + empty).check(List.of("type"), problems);
    assertThat(problems.messages())
        .containsExactly(
            "--input " + bad + " has no column 'type'; it has: 'typ', 'amount'",
            "--input " + empty + " is empty: not even a header line");
  }

  @Test
  void pathsToOneFileMeanTheSame() throws IOException {
    Path in = Files.createDirectory(directory.resolve("in"));
    Path file = Files.writeString(in.resolve("a.csv"), "type\n");
    Files.createSymbolicLink(directory.resolve("link"), in);
    String real = file.toRealPath().toString();
    assertThat(parse(file.toString()).meaning()).isEqualTo(real);
    assertThat(parse(directory + "/./in/../link/a.csv").meaning()).isEqualTo(real);
    assertThat(parse(in + "/*.csv").meaning()).isEqualTo(real);
    Path relative = Path.of("").toAbsolutePath().relativize(file.toAbsolutePath());
    assertThat(parse(relative.toString()).meaning()).isEqualTo(real);
  }

  @Test
  void aWatchedDirectoryMeansItselfWhateverIsInIt() throws IOException {
    String meaning = parse("files:" + directory + "?watch=1s").meaning();
    file("a.csv", "type\n");
    assertThat(parse("files:" + directory + "/?watch=5s").meaning())
        .isEqualTo(meaning)
        .isEqualTo("files:" + directory.toRealPath() + "?watch");
  }

  @Test
  void whatWasReadBeforeComesFirstInItsOrder() throws IOException {
    String before = parse(file("c.csv", "type\n") + "," + file("b.csv", "type\n")).meaning();
    file("a.csv", "type\n");
    FileInput all = (FileInput) parse(directory + "/*.csv").behind(before);
    assertThat(all.files())
        .extracting(file -> file.path().getName())
        .containsExactly("c.csv", "b.csv", "a.csv");
  }

  @Test
  void anInputIsBehindWhatItDoesNotKnow() throws IOException {
    Input file = parse(file("a.csv", "type\n").toString());
    assertThat(file.behind("topic rows, JSON, from earliest")).isEqualTo(file);
  }

  @Test
  void aSocketIsWhereItIs() {
    assertThat(parse("socket://host:1?reconnect=3").meaning()).isEqualTo("socket://host:1");
    assertThat(parse("socket://host:1?columns=a,b&time-format=iso&encoding=cp949").meaning())
        .isEqualTo("socket://host:1, columns a,b, times iso, encoding cp949");
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
    return Inputs.parse(
        "--input", Arrays.asList(texts), CsvDialect.withHeader(','), null, problems);
  }

  private String odd(String entry) {
    return "  " + directory + "/" + entry;
  }

  private void bash(String command) throws Exception {
    Process process =
        new ProcessBuilder("bash", "-c", command).directory(directory.toFile()).start();
    assertThat(process.waitFor()).isZero();
  }

  private FileInput skipping(String text) {
    return (FileInput)
        Inputs.parse(
            "--input", List.of(text), CsvDialect.withHeader(','), OnBadFile.SKIP, problems);
  }

  @SuppressWarnings("unchecked")
  private static AbstractFileSource<?, FileSourceSplit> source(Input input) {
    return (AbstractFileSource<?, FileSourceSplit>) input.source(new LineDecoder(), 1).source();
  }

  private static List<String> handedOut(Input input) {
    List<String> said = new ArrayList<>();
    var enumerator = source(input).createEnumerator(EnumeratorContext.notingIn(said));
    enumerator.handleSplitRequest(0, null);
    enumerator.handleSplitRequest(0, null);
    return said;
  }

  private List<String> names(String... texts) {
    return ((FileInput) parse(texts)).files().stream().map(file -> file.path().getName()).toList();
  }
}
