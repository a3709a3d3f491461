package dev.flinkjobs.output;

import java.util.List;

/** Results as the console shows them, in one column. */
record PrintedFormat<T>(ResultFormat<T> format) implements ResultFormat<T> {

  @Override
  public List<Column<T>> layout() {
    return List.of(Column.text("line", this::print));
  }

  @Override
  public String print(T result) {
    return format.print(result);
  }
}
