package dev.flinkjobs.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C while a job runs whose input never ends. */
class InterruptIT {
  private static final int CTRL_C = 130;

  @TempDir private Path temp;
  private Path directory;
  private Path incoming;

  @BeforeEach
  void makeADirectoryToWatch() throws IOException {
    directory = Files.createDirectory(temp.resolve("it's 여기"));
    incoming = Files.createDirectory(directory.resolve("in coming"));
    arrive("1.csv", "a,1\nb,2\na,0.5\n");
  }

  /** Written elsewhere, so that it is whole when it appears. */
  private void arrive(String name, String rows) throws IOException {
    Path whole = Files.writeString(directory.resolve(name), "transaction_type,amount\n" + rows);
    Files.move(whole, incoming.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void itEndsWithTheSummary() throws Exception {
    try (Jobs.Running running =
        Jobs.in(directory).start("transaction-totals", "--input", "files:in coming?watch=100ms")) {
      Jobs.Result result = running.untilItSays("(a, 1.5)\n").interrupt().end();
      assertThat(result.exitCode()).isEqualTo(CTRL_C);
      assertThat(result.err())
          .contains("transaction-totals cancelled in ", "  read ", "  balanced: ")
          .doesNotContain("to go on from here", "\tat ", "Exception");
    }
  }

  @Test
  void withAStateDirectoryItPrintsACommandThatGoesOnWhereItStopped() throws Exception {
    Jobs.Result stopped;
    try (Jobs.Running running =
        Jobs.in(directory)
            .start(
                "transaction-totals",
                "--input",
                "files:in coming?watch=100ms",
                "--state-dir",
                "내 state")) {
      stopped = running.untilItSays("(a, 1.5)\n").interrupt().end();
    }
    assertThat(stopped.exitCode()).isEqualTo(CTRL_C);
    assertThat(stopped.out()).isEqualTo("(a, 1.0)\n(b, 2.0)\n(a, 1.5)\n");
    assertThat(stopped.err())
        .contains("transaction-totals stopped in ", "  read                   3\n")
        .contains("  emitted                3\n", "to go on from here:\n  ");

    arrive("2.csv", "b,0.25\nc,7\na,1\n");
    String command = stopped.err().substring(stopped.err().indexOf("to go on from here:\n") + 20);
    try (Jobs.Running running =
        Jobs.in(directory, "bash", "-c", "exec " + command.strip()).start()) {
      Jobs.Result resumed = running.untilItSays("(a, 2.5)\n").interrupt().end();
      assertThat(resumed.exitCode()).isEqualTo(CTRL_C);
      assertThat(resumed.out()).isEqualTo("(b, 2.25)\n(c, 7.0)\n(a, 2.5)\n");
      // The ledger goes on too.
      assertThat(resumed.err())
          .contains("  read                   6\n", "  emitted                6\n")
          .contains("  balanced: ")
          .containsOnlyOnce("-Dexecution.state-recovery.path=");
    }
  }

  @Test
  void itEndsSoonAlsoWhenStandardInputIsSilent() throws Exception {
    try (Jobs.Running running =
        Jobs.in(directory)
            .readingOn("transaction_type,amount\na,1\na,0.5\n")
            .start("transaction-totals", "--input", "-")) {
      running.untilItSays("(a, 1.5)\n").interrupt();
      Jobs.Result result = running.endWithin(Duration.ofSeconds(15));
      assertThat(result.exitCode()).isEqualTo(CTRL_C);
      assertThat(result.err()).contains("transaction-totals cancelled in ", "  balanced: ");
    }
  }
}
