package dev.flinkjobs.input;

import dev.flinkjobs.options.Problems;
import dev.flinkjobs.record.RowDecoder;
import dev.flinkjobs.time.EventTime;
import dev.flinkjobs.time.Timed;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Where rows come from, made from the texts of one option by {@link Inputs}. */
public interface Input {

  /**
   * Looks for what would make the job fail once it runs: nothing there, no readable header, no such
   * column.
   *
   * @param columns what the job asks for
   */
  void check(List<String> columns, Problems problems);

  /** Whether it ends. */
  boolean isBounded();

  /** Whether it can be read again from a checkpoint's position. */
  boolean isReplayable();

  /**
   * What tells it from others that had its name before, or have it elsewhere; empty if nothing
   * does. Asked only of an input that is there, and that can be read again.
   */
  default String incarnation() {
    return "";
  }

  /** Whether it gives the same rows each time it is read. */
  boolean isFixed();

  /** Whether a reader reads several parts at a time, each with a watermark of its own. */
  default boolean isPartitioned() {
    return false;
  }

  /** Whether only this process can read it. */
  default boolean isLocal() {
    return false;
  }

  /** Whether it reads files of this directory, which then nobody may write to. */
  default boolean reads(URI directory) {
    return false;
  }

  /** How many bytes there are to read, if that is known. */
  default OptionalLong bytes() {
    return OptionalLong.empty();
  }

  /**
   * What it reads, in words: the same for two texts that say the same. State has the places in it
   * up to which this was read. Files are one a line, in their order; empty if nothing is read.
   */
  String meaning();

  /**
   * The same, with those files first that an input of that {@link #meaning} has read before, in its
   * order: places in state are places in an order of files. Of no effect where there are none.
   */
  default Input behind(String before) {
    return this;
  }

  /**
   * What of it is left out, in lines for the person who runs the job; complete once it was checked.
   */
  default List<String> notices() {
    return List.of();
  }

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

  /**
   * Called by the client once a job that has read all of it has finished. Gives what went wrong
   * then, in words; empty for nothing.
   */
  default Optional<String> finish() {
    return Optional.empty();
  }

  /** What tells these bytes from any others, after reading them all; of a fixed input only. */
  default String digest() throws IOException {
    throw new UnsupportedOperationException("no digest of " + this);
  }

  /**
   * Rows in batches.
   *
   * @param parallelism how many subtasks may read, or threads where one subtask reads a file
   */
  <T> InputSource<T> source(RowDecoder<T> decoder, int parallelism);

  /**
   * Rows in batches that carry the watermark behind them. Where the input ends, no row is late only
   * because its file is read after another.
   *
   * @param parallelism how many subtasks may read, or threads where one subtask reads a file
   */
  <T extends Timed> InputSource<T> source(RowDecoder<T> decoder, EventTime time, int parallelism);
}
