package dev.flinkjobs.deadletters;

import dev.flinkjobs.connectors.kafka.TopicClient;
import dev.flinkjobs.options.CommandLineParser;
import dev.flinkjobs.options.Problems;
import dev.flinkjobs.run.ExitCode;
import dev.flinkjobs.run.JobFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Gives rows of dead letters to a job again. */
public final class ReplayDeadLetters {
  private final ReplayDeadLettersOptions options;
  private long replayed;
  private long before;
  private long counted;
  private long cut;

  private ReplayDeadLetters(ReplayDeadLettersOptions options) {
    this.options = options;
  }

  public static void main(String[] args) {
    ReplayDeadLettersOptions options = new ReplayDeadLettersOptions();
    if (CommandLineParser.parse(options, args, System.out)) {
      new ReplayDeadLetters(options).run();
    }
    System.out.flush();
  }

  private void run() {
    try (Replay replay = open()) {
      DeadLetters.forEach(options, letter -> add(letter, replay));
      replay.commit();
    } catch (IOException | UncheckedIOException failed) {
      throw new JobFailedException(
          ExitCode.FAILED, "the replay was not made: " + failed.getMessage(), failed);
    }
    System.err.printf(
        Locale.ROOT,
        "replayed %,d; replayed before %,d; late, but counted in other windows %,d%s%n",
        replayed,
        before,
        counted,
        cut == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "; left out, since they hold a part of a row, or a result: %,d (their places:"
                    + " ./jobs dead-letters ls)",
                cut));
  }

  private Replay open() throws IOException {
    if (options.out().isPresent()) {
      return new FileReplay(options.out().get(), options.header());
    }
    Problems problems = new Problems();
    TopicClient topic = TopicClient.open("--to", options.to().orElseThrow(), problems);
    problems.throwIfAny();
    return new TopicReplay(topic);
  }

  private void add(DeadLetter letter, Replay replay) {
    try {
      if (!letter.isDropped()) {
        counted++;
      } else if (letter.isCut()) {
        cut++;
      } else if (replay.add(letter)) {
        replayed++;
      } else {
        before++;
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
