package dev.flinkjobs.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoubleUntilJobTest {
  @TempDir Path directory;

  @Test
  void theExercisePrintsFourRoundsAndTheEnd() {
    Ran ran = run();
    assertThat(ran.out())
        .isEqualTo(
            """
            중간 결과: [20]
            중간 결과: [40]
            중간 결과: [80]
            중간 결과: [160]
            최종 결과: [160]
            """);
    assertThat(ran.rounds()).containsExactly("1 1 10", "2 1 20", "3 1 40", "4 1 80");
    assertThat(ran.err()).contains("round       size            largest change   elapsed\n");
    assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void theRoundsEndWhenAllValuesAreLargeEnough() {
    assertThat(run("--values", "10,3", "--labels", "en").out())
        .isEqualTo(
            """
            intermediate result: [20, 6]
            intermediate result: [40, 12]
            intermediate result: [80, 24]
            intermediate result: [160, 48]
            intermediate result: [320, 96]
            intermediate result: [640, 192]
            final result: [640, 192]
            """);
  }

  @Test
  void valuesThatAreLargeEnoughNeedNoRound() {
    Ran ran = run("--values", "100,200");
    assertThat(ran.out()).isEqualTo("최종 결과: [100, 200]\n");
    assertThat(ran.rounds()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "4"})
  void theOrderIsKeptAtAnyParallelism(String parallelism) {
    List<Long> values =
        LongStream.rangeClosed(1, 1000).map(n -> n * 7919 % 1000 + 1).boxed().toList();
    String text = values.stream().map(String::valueOf).collect(Collectors.joining(","));
    assertThat(run("--values", text, "--until", "2", "-p", parallelism).out())
        .isEqualTo(
            "중간 결과: "
                + values.stream().map(v -> v * 2).toList()
                + "\n최종 결과: "
                + values.stream().map(v -> v * 2).toList()
                + "\n");
  }

  @Test
  void valuesThatNeverGetThereEndWithTheRoundsAndACodeOfTheirOwn() {
    Ran ran = run("--values", "0,-1,1", "--max-rounds", "3");
    assertThat(ran.exitCode()).isEqualTo(ExitCode.NOT_CONVERGED);
    assertThat(ran.out()).endsWith("최종 결과: [0, -8, 8]\n");
    assertThat(ran.err())
        .endsWith(
            "not converged after 3 rounds; the largest change was 4; allow more with"
                + " --max-rounds\n");
  }

  @Test
  void aDoubleThatIsNoLongIsAnErrorAndNotANegativeNumber() {
    Ran ran = run("--values", "4611686018427387904,1");
    assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("round 1: twice 4611686018427387904 does not fit into 64 bits");
    assertThat(run("--values", "4611686018427387903", "--until", "9223372036854775806").out())
        .endsWith("최종 결과: [9223372036854775806]\n");
  }

  @Test
  void valuesMayComeFromAFileWhoseBadRowsAreAccountedForOnce() throws IOException {
    Path input = file("5", "NaN", "7.5", "", "9223372036854775808", "9");
    Ran ran = run("--input", input.toString(), "--until", "20", "-p", "2");
    assertThat(ran.out()).endsWith("중간 결과: [20, 36]\n최종 결과: [20, 36]\n");
    assertThat(ran.err()).containsOnlyOnce(":3: value 'NaN' is not a number");
    assertThat(ran.summary())
        .contains("read:6,accepted:2,")
        .contains("rejected:{total:4,byReason:{missing value:1,not a number:1,out of range:2}}")
        .contains("emitted:1,", "balanced:true");
  }

  @Test
  void aFileWithoutRowsComesToNothing() throws IOException {
    Ran ran = run("--input", file().toString());
    assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("double-until finished");
    assertThat(ran.summary()).contains("status:finished,", "read:0,");
  }

  @Test
  void aFileOfWhichNoRowIsAcceptedIsAnErrorBeforeTheFirstRound() throws IOException {
    Ran ran = run("--input", file("x").toString());
    assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(ran.err())
        .contains("no row of 1 was accepted; most frequent: 1 rejected, not a number;")
        .doesNotContain("round");
  }

  @Test
  void filesHaveTheResultInItsOrder() throws IOException {
    Path out = directory.resolve("out");
    run("--values", "50,40,60", "--until", "80", "--output", "files:" + out);
    assertThat(out.resolve("part-0-0.csv")).hasContent("value\n100\n80\n120\n");
  }

  @Test
  void allFaultsAreNamedTogetherBeforeAnythingIsDone() {
    Ran ran =
        run(
            "--values",
            "x",
            "--until",
            "y",
            "--max-rounds",
            "0",
            "--output",
            "file:out",
            "--state",
            directory.resolve("state").toString());
    assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err())
        .contains("--values: 'x'", "--until: 'y'", "--max-rounds: '0'", "--output");
    assertThat(directory.resolve("state")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "files:.?watch=1s"})
  void anInputThatCanBeReadOnlyOnceIsRefused(String input) {
    Ran ran = run("--input", input);
    assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains("--input").contains("every round reads");
  }

  /** As an application on a cluster that gives it its id, such as the operator's on Kubernetes. */
  @Test
  void whereTheIdOfTheJobIsGivenRoundsAreRefused() {
    Ran ran = run("-D$internal.pipeline.job-id=00000000000000000000000000000001");
    assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains("every round is a job of its own; submit it by flink run");
  }

  @Test
  void aDryRunShowsARoundAndTheStepBeforeIt() throws IOException {
    Path state = directory.resolve("state");
    assertThat(run("--input", file("1").toString(), "--dry-run", "--state", state.toString()).out())
        .contains("double-until start: ", "double-until round: ", "place", "doubled");
    assertThat(state).doesNotExist();
    assertThat(run("--explain=json").out()).contains("\"doubled");
  }

  @Test
  void aRoundWhoseTaskFailsIsRepeatedAsAWhole() {
    Ran ran = Ran.of(Stuck::main, "once", "20", "--values", "10,12,14", "--until", "40", "-p", "1");
    assertThat(ran.out())
        .isEqualTo("중간 결과: [20, 24, 28]\n중간 결과: [40, 48, 56]\n최종 결과: [40, 48, 56]\n");
    assertThat(Stuck.hasFailed()).isTrue();
  }

  private Path file(String... values) throws IOException {
    return Files.writeString(
        directory.resolve("values.csv"),
        Stream.of(values)
            .map(value -> value + ",x\n")
            .collect(Collectors.joining("", "value,other\n", "")));
  }

  private static Ran run(String... args) {
    return Ran.of(DoubleUntilJob::main, args);
  }
}
