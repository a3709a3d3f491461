package dev.flinkjobs.run;

import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What goes round and round: one bounded Flink job per round, whose outcome the next round starts
 * from. Run by {@link IterationDriver}.
 *
 * @param <S> the outcome of a round; immutable
 */
public interface Iteration<S> {

  /** The type of an outcome, by whose serializer it is recorded. */
  TypeInformation<S> type();

  /** The step before the first round. Rows that it reads are in the ledger, and nowhere else. */
  Step<S> start(Flow flow);

  /**
   * One round. Rows that it reads were accounted for by {@link #start}.
   *
   * @param current the outcome of the step before
   */
  Step<S> round(Flow flow, S current);

  /** Any outcome, for a round that is only to be shown. */
  S example();

  /** Whether no round is needed any more. */
  default boolean isDone(S current) {
    return false;
  }

  /** Whether the last round was one that ends it. */
  default boolean isDone(S before, S after) {
    return isDone(after);
  }

  /** How many values an outcome has. */
  long size(S outcome);

  /** The largest change that a round made to a value, in plain notation. */
  String change(S before, S after);

  /** The line to print after a round; empty for none. */
  default Optional<String> intermediate(S outcome) {
    return Optional.empty();
  }

  /** The lines to print at the end. */
  List<String> print(S outcome);

  /** Writes the outcome to an {@code --output} that is not the console. */
  void write(Flow flow, S outcome);
}
