package dev.flinkjobs.output;

import java.util.List;

/** Results as the console shows them, in one column. */
final class PrintedFormat<T> implements ResultFormat<T> {
  private static final long serialVersionUID = 1L;

  private final ResultFormat<T> format;

  PrintedFormat(ResultFormat<T> format) {
    this.format = format;
  }

  @Override
  public List<String> columns() {
    return List.of("line");
  }

  @Override
  public void write(T result, RowWriter row) {
    row.text(print(result));
  }

  @Override
  public String print(T result) {
    return format.print(result);
  }
}
