package dev.flinkjobs.output;

import dev.flinkjobs.options.Problems;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.connector.sink2.Sink;
import org.jspecify.annotations.Nullable;

/** Where one stream of results goes, made from the text of one option by {@link Outputs}. */
public interface Output {

  /** What is wrong with one that keeps what is there, if it is {@link #writtenAgain}. */
  String REPLACES_ALL =
      "with --state an output is written anew after an interruption, and what others wrote to it"
          + " would be lost; leave mode=append out";

  /**
   * What results become, whatever the place they go to: {@code files, format=csv}. A job that goes
   * on from a savepoint goes on with this kind of output, since the state of one means nothing to
   * another.
   */
  String kind();

  /**
   * The uid of its sink. That of a kind with state which no other kind can read is its own.
   *
   * @param name of the sink
   */
  default String uid(String name) {
    return name;
  }

  /** The same output for a job that takes such checkpoints. */
  default Output committedBy(Checkpoints checkpoints) {
    return this;
  }

  /** What the user has to know of it before the job starts; empty for nothing. */
  default String notice() {
    return "";
  }

  /**
   * Looks for what would make the job fail once it runs, and changes nothing. By default nothing
   * can be wrong.
   *
   * @param resuming whether the job continues from a savepoint, and so finds its own earlier output
   */
  default void check(Problems problems, boolean resuming) {}

  /**
   * Looks for what would keep results of this format from being written, and changes nothing.
   * Called behind {@link #check(Problems, boolean)}, and before the sink is made. By default
   * nothing can be wrong.
   */
  default void check(ResultFormat<?> format, Problems problems) {}

  /**
   * Makes ready what the sink needs, such as an empty directory; by default nothing. Called once by
   * the client, before the job is submitted; sinks may be made before or after it. Throws a {@link
   * dev.flinkjobs.options.UsageException} when that cannot be done.
   *
   * @param resuming as for {@link #check}; what is there already is then kept in any case
   */
  default void prepare(boolean resuming) {}

  /**
   * The sink. Its subtask at index 0 alone writes what belongs to the output as a whole.
   *
   * @param format how a result is written
   */
  <T> Sink<T> sink(ResultFormat<T> format);

  /**
   * Which results are small enough to be written: others are dead letters. Null if all are, as by
   * default. It may keep what it needs from one result to the next, for one thread.
   */
  default <T> @Nullable FilterFunction<T> fits(ResultFormat<T> format) {
    return null;
  }

  /**
   * The same for results that take several routes, each of which has a place of its own in it, or
   * which are all one to it. Null if it has no such places.
   *
   * @param routes their names
   */
  default @Nullable Output splitByRoute(List<String> routes) {
    return null;
  }

  /**
   * The same for a run that may go on after an interruption, and then replaces what it wrote
   * before. By default nothing is replaced.
   *
   * @param hasBegun whether an earlier process of this run has written to it
   * @param problems gets what would be replaced besides
   */
  default Output writtenAgain(boolean hasBegun, Problems problems) {
    return this;
  }

  /**
   * Where the results of one route go, for an output that was made for several. By default they all
   * go the same way.
   */
  default Output route(String name) {
    return this;
  }

  /** The directories that it writes files to, if it does. */
  default List<URI> directories() {
    return List.of();
  }

  /**
   * A class of each jar that the output needs and a job jar does not have; by default none. Flink's
   * own are those of the cluster.
   */
  default List<Class<?>> libraries() {
    return List.of();
  }

  /**
   * Adds a problem for each directory that another output writes to as well.
   *
   * @param option the name of this one's option
   * @param takenBy the options of others by their directories, to which this one's are added
   */
  default void checkApart(String option, Map<URI, String> takenBy, Problems problems) {}

  /**
   * Why a job has failed, or could not be stopped, that reads from here or writes to it; in words,
   * with a line that begins with {@code cause:} for those of a library. Empty if that is none of
   * its own.
   *
   * @param causes from the outermost to the deepest
   */
  default Optional<String> explain(List<Throwable> causes) {
    return Optional.empty();
  }

  /** Whether results appear on the console of the process that runs the job. */
  default boolean isConsole() {
    return false;
  }
}
