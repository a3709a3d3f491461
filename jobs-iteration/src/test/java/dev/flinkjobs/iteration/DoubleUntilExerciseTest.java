package dev.flinkjobs.iteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinkjobs.options.Texts;
import dev.flinkjobs.run.ExerciseRunner;
import dev.flinkjobs.run.JobFailedException;
import dev.flinkjobs.testing.StdStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoubleUntilExerciseTest {
  @TempDir private Path directory;

  private String values(String... values) throws IOException {
    List<String> lines = new ArrayList<>(List.of("value"));
    lines.addAll(List.of(values));
    Path file = directory.resolve("v.csv");
    Files.write(file, lines);
    return file.toString();
  }

  private static List<String> exercise(String... args) {
    try (StdStreams std = StdStreams.capture()) {
      ExerciseRunner.run(args, new DoubleUntilExerciseOptions());
      return std.out().lines().toList();
    }
  }

  private static List<String> job(String file) {
    try (StdStreams std = StdStreams.capture()) {
      DoubleUntilJob.main(new String[] {"--input", file});
      return std.out().lines().toList();
    }
  }

  @Test
  void everyTextIsThereInBothLanguages() {
    assertThat(Texts.faults(new DoubleUntilExerciseOptions())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void theExercisePrintsTheOutcomeOfEachRound(String parallelism) throws IOException {
    assertThat(exercise(values("10"), "-p", parallelism))
        .containsExactly(
            "중간 결과: [20]", "중간 결과: [40]", "중간 결과: [80]", "중간 결과: [160]", "최종 결과: [160]");
    assertThat(exercise()).isEqualTo(exercise(values("10")));
  }

  @Test
  void onCleanInputItPrintsWhatTheJobPrints() throws IOException {
    String file = values("10", "3", "128");
    assertThat(exercise(file)).isEqualTo(job(file));
  }

  /** Which subtask is first is no matter of order. */
  @Test
  void atParallelismTwoValuesComeInAnyOrder() throws IOException {
    String file = values("10", "3", "5");
    List<String> plain = exercise(file, "-p", "2");
    List<String> exact = job(file);
    assertThat(plain).hasSameSizeAs(exact);
    for (int round = 0; round < exact.size(); round++) {
      assertThat(numbers(plain.get(round))).isEqualTo(numbers(exact.get(round)));
    }
  }

  private static List<String> numbers(String line) {
    return Stream.of(line.substring(line.indexOf('[') + 1, line.length() - 1).split(", "))
        .sorted()
        .toList();
  }

  /** The job does not converge, with exit code 3; and ends where a value does not fit. */
  @Test
  void aMissingValueIsZeroWhichNeverGetsThereAndOthersOverflowMeanwhile() throws IOException {
    assertThat(exercise(values("10", "\"\"")))
        .hasSize(101)
        .endsWith("중간 결과: [0, 0]", "최종 결과: [0, 0]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ten", "1.5", "9223372036854775808"})
  void aDirtyRowFailsTheJob(String value) throws IOException {
    String file = values("10", value);
    assertThatThrownBy(() -> exercise(file))
        .isInstanceOf(JobFailedException.class)
        .message()
        .startsWith(file + ": the program failed")
        .contains("./jobs double-until rejects such a row and goes on\ncause: ")
        .hasLineCount(2);
  }
}
