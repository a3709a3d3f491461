package dev.flinkjobs.output;

import java.io.Serializable;
import java.util.List;

/** How one kind of result looks on paper: its columns in files, its line on the console. */
public interface ResultFormat<T> extends Serializable {

  /** The names of the columns, in the order in which {@link #write} gives their values. */
  List<String> columns();

  /**
   * The columns that say what a result is about: one with the same values takes its place. None
   * where each result stands for itself.
   */
  default List<String> key() {
    return List.of();
  }

  /** Gives one value for each column. */
  void write(T result, RowWriter row);

  /** The result as one line for people, without a line end. */
  String print(T result);
}
