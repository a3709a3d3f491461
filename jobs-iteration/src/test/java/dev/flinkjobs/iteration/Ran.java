package dev.flinkjobs.iteration;

import dev.flinkjobs.options.UsageException;
import dev.flinkjobs.run.ExitCode;
import dev.flinkjobs.run.JobFailedException;
import dev.flinkjobs.testing.Outcome;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What a call of a job's {@code main} came to.
 *
 * @param summary as of {@link Outcome}
 */
record Ran(int exitCode, String out, String err, String summary) {
  private static final Pattern ROUND = Pattern.compile(" +(\\d+ +[0-9,]+ +\\S+) +[0-9.]+ s");

  static Ran of(Consumer<String[]> main, String... args) {
    AtomicInteger exitCode = new AtomicInteger(ExitCode.DONE);
    StringBuilder message = new StringBuilder();
    Outcome outcome =
        Outcome.of(
            given -> {
              try {
                main.accept(given);
              } catch (UsageException mistake) {
                exitCode.set(ExitCode.USAGE);
                message.append(String.join("\n", mistake.messages()));
              } catch (JobFailedException failed) {
                exitCode.set(failed.exitCode());
                message.append(failed.getMessage()).append('\n');
              }
            },
            args);
    return new Ran(exitCode.get(), outcome.out(), outcome.err() + message, outcome.summary());
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
