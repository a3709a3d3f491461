package dev.flinkjobs.output;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one kind of result looks on paper: its columns in files, its line on the console. */
public interface ResultFormat<T> extends Serializable {

  /** The columns in their order. Outputs ask once, and not for each result. */
  List<Column<T>> layout();

  /** The names of the columns. */
  default List<String> columns() {
    return layout().stream().map(Column::name).toList();
  }

  /** The columns of the key; none where each result stands for itself. */
  default List<String> key() {
    return layout().stream().filter(c -> c.part() == Column.Part.KEY).map(Column::name).toList();
  }

  /**
   * The column that says which of two results with the same key is the newer one. Null where a
   * result is final, the same whenever it is made of the same input.
   */
  default @Nullable String version() {
    return layout().stream()
        .filter(column -> column.part() == Column.Part.VERSION)
        .map(Column::name)
        .findFirst()
        .orElse(null);
  }

  /**
   * How results look where the latest of each key is kept, and not every change: without what tells
   * changes apart.
   */
  default ResultFormat<T> latest() {
    return this;
  }

  /**
   * The key as an immutable object, if the result has it as one: two results with the same object
   * have the same texts as their key.
   */
  default @Nullable Object keyObject(T result) {
    return null;
  }

  /** Whether a result only takes back one before it, in whose place another comes. */
  default boolean isTakenBack(T result) {
    return false;
  }

  /**
   * The same result with less text, for an output that would refuse it; the result itself where
   * nothing of it can be left out.
   *
   * @param share of its text that is left at most, from 0 to 1, or a little more
   */
  default T cut(T result, double share) {
    return result;
  }

  /** How results look that {@link #cut} has shortened. */
  default ResultFormat<T> ofCut() {
    return this;
  }

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
