package dev.flinkjobs.iteration;

import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.run.ExitCode;
import dev.flinkjobs.run.JobFailedException;
import dev.flinkjobs.testing.StdStreams;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What a call of a job's {@code main} came to. */
record Ran(int exitCode, String out, String err) {
  private static final Pattern ROUND = Pattern.compile(" +(\\d+ +[0-9,]+ +\\S+) +[0-9.]+ s");

  static Ran of(Consumer<String[]> main, String... args) {
    try (StdStreams std = StdStreams.capture()) {
      int exitCode = ExitCode.DONE;
      String message = "";
      try {
        main.accept(args);
      } catch (UsageException mistake) {
        exitCode = ExitCode.USAGE;
        message = String.join("\n", mistake.messages());
      } catch (JobFailedException failed) {
        exitCode = failed.exitCode();
        message = failed.getMessage() + "\n";
      }
      return new Ran(exitCode, std.out(), std.err() + message);
    }
  }

  /** The table of rounds, without the time they took. */
  List<String> rounds() {
    return rounds(err);
  }

  static List<String> rounds(String err) {
    return err.lines()
        .map(ROUND::matcher)
        .filter(line -> line.matches())
        .map(line -> line.group(1).replaceAll(" +", " "))
        .toList();
  }
}
