package dev.flinkjobs.basics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.testing.CommittedParts;
import dev.flinkjobs.testing.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordCountJobTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void wordsAreCountedToTheEndOfTheInputTheMostFrequentFirst(int parallelism) throws IOException {
    Path input = file("to be or not to be\n그리고 to\n");
    assertThat(run("--input", input.toString(), "-p", "" + parallelism).out())
        .isEqualTo(
            """
            (to, 3)
            (be, 2)
            (not, 1)
            (or, 1)
            (그리고, 1)
            """);
  }

  @Test
  void caseIsKeptIfThatIsAsked() throws IOException {
    Path input = file("Flink flink FLINK\n");
    assertThat(run("--input", input.toString()).out()).isEqualTo("(flink, 3)\n");
    assertThat(run("--input", input.toString(), "--keep-case").out())
        .isEqualTo("(FLINK, 1)\n(Flink, 1)\n(flink, 1)\n");
  }

  @Test
  void whatCsvGivesAMeaningIsTextHere() throws IOException {
    Path input = file("\"open, a\nb \"a\"\",\n");
    Outcome outcome = run("--input", input.toString());
    assertThat(outcome.out()).isEqualTo("(a, 2)\n(b, 1)\n(open, 1)\n");
    assertThat(outcome.summary()).contains("read:2,", "balanced:true");
  }

  @Test
  void anEmptyFileHasNoWords() throws IOException {
    Outcome outcome = run("--input", file("").toString());
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.summary()).contains("read:0,", "balanced:true");
  }

  @Test
  void aLineThatIsNotUtf8IsRejectedWithItsPlaceAndBytes() throws IOException {
    Path input = directory.resolve("in.txt");
    Files.write(input, "one\ncaf\u00e9\ntwo\n".getBytes(StandardCharsets.ISO_8859_1));
    Path rejected = directory.resolve("rejected");
    Outcome outcome =
        run("--input", input.toString(), "--rejected", "files:" + rejected + "?format=json");
    assertThat(outcome.out()).isEqualTo("(one, 1)\n(two, 1)\n");
    assertThat(outcome.summary())
        .contains("rejected:{total:1,byReason:{bad encoding:1}}", "balanced:true");
    assertThat(CommittedParts.asOne(rejected))
        .contains("\"offset\":4,\"line\":2,", "\"raw\":\"Y2Fm6Q==\",\"encoding\":\"base64\"");
  }

  @Test
  void filesSayWhichWindowIsMeant() throws IOException {
    Path out = directory.resolve("out");
    Instant before = Instant.now();
    run("--input", file("a b a\n").toString(), "--window", "1h", "--output", "files:" + out);
    List<String> lines = CommittedParts.asOne(out).lines().toList();
    assertThat(lines.get(0)).isEqualTo("window_start,window_end,word,count");
    assertThat(lines.get(1)).endsWith(",a,2");
    assertThat(lines.get(2)).endsWith(",b,1");
    String[] fields = lines.get(1).split(",", -1);
    Instant start = Instant.parse(fields[0]);
    assertThat(start.getEpochSecond() % 3600).isZero();
    assertThat(Instant.parse(fields[1])).isEqualTo(start.plus(Duration.ofHours(1)));
    assertThat(start).isBetween(before.minus(Duration.ofHours(1)), Instant.now());
  }

  @Test
  void onFailTheFirstBadLineEndsTheJob() throws IOException {
    Path input = directory.resolve("in.txt");
    Files.write(input, new byte[] {'a', '\n', (byte) 0xFF, '\n'});
    assertThatThrownBy(() -> run("--input", input.toString(), "--on-malformed", "fail"))
        .hasMessageContaining("rows rejected, allowed: 0")
        .hasMessageContaining(input + ":2: bad encoding");
  }

  @Test
  void allFaultsOfACommandLineAreNamedTogether() {
    UsageException faults =
        catchThrowableOfType(
            UsageException.class,
            () ->
                run(
                    "--input",
                    "socket://localhost",
                    "--window",
                    "0s",
                    "--output",
                    "files:out?format=txt"));
    assertThat(faults.messages())
        .containsExactly(
            "--window: '0s' is not allowed; allowed: a duration of 1ms or more such as 5s",
            "--input socket://localhost: a socket has a host and a port from 1 to 65535, e.g."
                + " socket://localhost:9000",
            "--output files:out?format=txt: format 'txt' is not allowed; allowed: csv, json, text,"
                + " parquet (did you mean text?)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "mermaid", "svg"})
  void explainShowsTheSteps(String format) {
    assertThat(run("--explain=" + format).out()).contains("count words", "in order");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("in.txt"), text);
  }

  private static Outcome run(String... args) {
    return Outcome.of(WordCountJob::main, args);
  }
}
