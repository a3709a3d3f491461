package dev.flinkjobs.iteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flinkjobs.run.ExitCode;
import dev.flinkjobs.testing.Listener;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The driver's process is killed in each round and before each; what it has done stays done. */
@Tag("processes")
class KilledDriverIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path directory;

  @Test
  void theResultAndTheRoundsAreThoseOfARunThatNobodyKilled() throws Exception {
    String[] job = {"--values", "10,12", "--state", directory.resolve("state").toString()};
    int finished = 0;
    for (long begins : List.of(10, 20, 40, 80)) {
      for (String where : List.of("before", "in")) {
        Process driver = start("killed", where, begins, job);
        try {
          await(where + " the round that begins with " + begins)
              .atMost(LIMIT)
              .until(() -> said("killed.err").contains(Stuck.HERE) || !driver.isAlive());
          assertThat(driver.isAlive()).as(said("killed.err")).isTrue();
          Ran second = Ran.of(DoubleUntilJob::main, job);
          assertThat(second.exitCode()).isEqualTo(ExitCode.USAGE);
          assertThat(second.err()).contains("another run is using it");
        } finally {
          // SIGKILL: no shutdown hook runs.
          driver.destroyForcibly();
        }
        assertThat(driver.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(driver.exitValue()).isEqualTo(128 + 9);
        assertThat(Ran.rounds(said("killed.err"))).as(where + " " + begins).hasSize(finished);
        assertThat(recordedRounds()).isEqualTo(finished);
      }
      finished++;
    }

    Process last = start("last", "nowhere", 0, job);
    assertThat(last.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(last.exitValue()).as(said("last.err")).isZero();
    Process whole = start("whole", "nowhere", 0, "--values", "10,12");
    assertThat(whole.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(whole.exitValue()).as(said("whole.err")).isZero();
    assertThat(said("whole.out")).endsWith("최종 결과: [160, 192]\n");
    assertThat(said("last.out"))
        .isEqualTo(said("whole.out").substring(said("whole.out").indexOf("중간 결과: [160")));
    assertThat(Ran.rounds(said("last.err"))).isEqualTo(Ran.rounds(said("whole.err"))).hasSize(4);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whileARoundRunsNothingIsOpenToOthers() throws Exception {
    Process driver = start("looked at", "in", 20, "--values", "10");
    try {
      await("a round")
          .atMost(LIMIT)
          .until(() -> said("looked at.err").contains(Stuck.HERE) || !driver.isAlive());
      assertThat(Listener.of(driver.pid()))
          .isNotEmpty()
          .allMatch(Listener::isLoopback)
          .noneMatch(Listener::speaksHttp);
    } finally {
      driver.destroyForcibly();
    }
  }

  private int recordedRounds() throws IOException {
    String json = Files.readString(directory.resolve("state").resolve("rounds.json"));
    return json.split("\"round\" :", -1).length - 1;
  }

  private String said(String stream) throws IOException {
    return Files.readString(directory.resolve(stream));
  }

  private Process start(String name, String where, long begins, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("-XX:"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-cp",
            System.getProperty("java.class.path"),
            Stuck.class.getName(),
            where,
            String.valueOf(begins)));
    command.addAll(List.of(args));
    return new ProcessBuilder(command)
        .redirectOutput(directory.resolve(name + ".out").toFile())
        .redirectError(directory.resolve(name + ".err").toFile())
        .start();
  }
}
