package dev.flinkjobs.output;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one kind of result looks on paper: its columns in files, its line on the console. */
public interface ResultFormat<T> extends Serializable {

  /** The names of the columns, in the order in which {@link #write} gives their values. */
  List<String> columns();

  /** What each column holds, by which a table is made; text unless said otherwise. */
  default List<ColumnType> types() {
    return Collections.nCopies(columns().size(), ColumnType.TEXT);
  }

  /**
   * The columns that say what a result is about: one with the same values takes its place. None
   * where each result stands for itself.
   */
  default List<String> key() {
    return List.of();
  }

  /**
   * The column that says which of two results with the same key is the newer one: a {@link
   * ColumnType#WHOLE} number that only grows. Null where a result is final, the same whenever it is
   * made of the same input.
   */
  default @Nullable String version() {
    return null;
  }

  /**
   * How results look where the latest of each key is kept, and not every change: without what tells
   * changes apart.
   */
  default ResultFormat<T> latest() {
    return this;
  }

  /** Whether a result only takes back one before it, in whose place another comes. */
  default boolean isTakenBack(T result) {
    return false;
  }

  /** Gives one value for each column. */
  void write(T result, RowWriter row);

  /**
   * The result as one line for people, without a line end. The console spells out what would break
   * the line or steer a terminal.
   */
  String print(T result);

  /** Whether {@link #print} gives several lines, of values that are spelled out already. */
  default boolean printsLines() {
    return false;
  }
}
