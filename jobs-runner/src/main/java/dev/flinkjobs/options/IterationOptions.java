package dev.flinkjobs.options;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every job has that goes round and round. */
public abstract class IterationOptions extends JobOptions {

  @Option(names = "--max-rounds")
  @OptionDoc(onResume = OnResume.FREE, type = "number", min = 1, unit = "rounds", example = "500")
  private int maxRounds = 100;

  @Option(names = "--state")
  @OptionDoc(onResume = OnResume.FREE, type = "directory", example = "state")
  private @Nullable Path state;

  /** After how many rounds to end in any case, at least 1. */
  public int maxRounds() {
    return maxRounds;
  }

  /** The directory in which finished rounds are recorded; empty: they are not. */
  public Optional<Path> state() {
    return Optional.ofNullable(state);
  }

  /** Whether the job reads {@code --input}, and not what other options say. */
  public boolean readsInput() {
    return true;
  }

  /** A round has no savepoint, and no row of it a time. */
  @Override
  protected final Set<String> without() {
    return Set.of("--accept-changed", "--time-format");
  }

  @Override
  protected void check(Problems problems) {
    super.check(problems);
    if (stateDir().isPresent()) {
      problems.add(
          "--state-dir: rounds have no savepoints; to go on after an interruption give --state "
              + stateDir().get());
    }
    if (!readsInput() && !distinctBy().isEmpty()) {
      problems.add("--distinct-by is for rows of an input; add --input, or leave it out");
    }
    Directories.check("--state", state, problems);
    Stream.of(CheckpointingOptions.CHECKPOINTING_INTERVAL, StateRecoveryOptions.SAVEPOINT_PATH)
        .flatMap(option -> keyGiven(option).stream())
        .forEach(
            key ->
                problems.add(
                    "-D%s: a round has no checkpoints, it is repeated as a whole; leave the option"
                        + " out",
                    key));
  }
}
