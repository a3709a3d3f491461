package dev.flinkjobs.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.run.ExitCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --state} records, and who may go on with it. */
class RecordedRoundsTest {
  @TempDir Path directory;
  private Path state;

  @BeforeEach
  void chooseADirectory() {
    state = directory.resolve("new").resolve("state");
  }

  @Test
  void aRunGoesOnAfterTheLastRecordedRound() {
    Ran first = run("--max-rounds", "2");
    assertThat(first.exitCode()).isEqualTo(ExitCode.NOT_CONVERGED);
    assertThat(first.err()).endsWith("to go on from here give a larger --max-rounds\n");
    Ran second = run();
    assertThat(second.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(second.out()).isEqualTo("중간 결과: [80]\n중간 결과: [160]\n최종 결과: [160]\n");
    assertThat(second.err())
        .contains("double-until goes on after round 2, as recorded in " + state);
    assertThat(second.rounds()).containsExactly("1 1 10", "2 1 20", "3 1 40", "4 1 80");
  }

  @Test
  void aRunThatHasEndedPrintsItsResultAgain() {
    run();
    Ran again = run();
    assertThat(again.out()).isEqualTo("최종 결과: [160]\n");
    assertThat(again.err()).contains("double-until has ended already, after round 4");
    assertThat(again.rounds()).hasSize(4);
    assertThat(again.exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void nobodyElseMayLookIntoTheDirectory() throws IOException {
    run("--max-rounds", "1");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
        .isEqualTo("rwx------");
  }

  @Test
  void otherOptionsAreRefusedByName() throws IOException {
    run("--max-rounds", "1");
    String before = Files.readString(state.resolve("rounds.json"));
    Ran ran = run("--values", "11", "--until", "7");
    assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err())
        .contains(
            "--state "
                + state
                + ": it holds the rounds of another run (--until was 100 and is 7; --values was 10"
                + " and is 11); give the same again, or another directory");
    assertThat(state.resolve("rounds.json")).hasContent(before);
  }

  @Test
  void anotherInputIsRefusedAlsoUnderTheSameName() throws IOException {
    Path input = directory.resolve("values.csv");
    Files.writeString(input, "value\n10\n");
    assertThat(run("--input", input.toString(), "--max-rounds", "1").exitCode())
        .isEqualTo(ExitCode.NOT_CONVERGED);
    Files.writeString(input, "value\n11\n");
    assertThat(run("--input", input.toString()).err()).contains("(--input has other bytes)");
    Files.writeString(input, "value\n10\n");
    assertThat(run("--input", input.toString()).out()).endsWith("최종 결과: [160]\n");
  }

  @Test
  void rowsAreCountedAndRejectedOnceHoweverOftenARunGoesOn() throws IOException {
    Path input = Files.writeString(directory.resolve("values.csv"), "value\n10\nx\n");
    Path rejected = directory.resolve("rejected");
    String[] args = {"--input", input.toString(), "--rejected", "files:" + rejected};
    run(with(args, "--max-rounds", "1"));
    Ran second = run(args);
    assertThat(second.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(second.summary())
        .contains("read:2,", "rejected:{total:1,byReason:{not a number:1}}");
    assertThat(rejected).isDirectoryContaining("glob:**/part-0-0.csv");
    assertThat(Files.readAllLines(rejected.resolve("part-0-0.csv"))).hasSize(2);
  }

  @Test
  void whatAnEarlierRunBeganToWriteIsWrittenAnew() throws IOException {
    Path out = directory.resolve("out");
    run("--max-rounds", "1", "--output", "files:" + out);
    assertThat(out.resolve("part-0-0.csv")).hasContent("value\n20\n");
    run("--output", "files:" + out);
    assertThat(out.resolve("part-0-0.csv")).hasContent("value\n160\n");
    assertThat(out).isDirectoryNotContaining("glob:**/part-0-1.csv");
  }

  @Test
  void whatOthersWroteIsNotTouched() throws IOException {
    Path out = Files.createDirectory(directory.resolve("out"));
    Files.writeString(out.resolve("part-0-0.csv"), "of others");
    assertThat(run("--output", "files:" + out).err()).contains("the directory is not empty");
    assertThat(run("--output", "files:" + out + "?mode=append").err())
        .contains("leave mode=append out");
    assertThat(out.resolve("part-0-0.csv")).hasContent("of others");
  }

  @Test
  void twoRunsAtOnceAreRefused() throws IOException {
    Files.createDirectories(state);
    try (FileChannel lock =
        FileChannel.open(
            state.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock.lock();
      Ran ran = run();
      assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(ran.err()).contains("--state " + state + ": another run is using it");
    }
    assertThat(run().exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aRecordThatCannotBeReadIsNoStackTrace() throws IOException {
    Files.createDirectories(state);
    Files.writeString(state.resolve("rounds.json"), "{\"identity\": {");
    Ran ran = run();
    assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains("rounds.json cannot be read").contains("give another directory");
  }

  private Ran run(String... args) {
    return Ran.of(DoubleUntilJob::main, with(args, "--state", state.toString()));
  }

  private static String[] with(String[] args, String... more) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
