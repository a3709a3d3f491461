package dev.flinkjobs.output;

import java.util.List;

/**
 * Lines as they are, or as one column.
 *
 * @param printsLines whether an element is several lines, whose values are spelled out already
 */
public record LineFormat(boolean printsLines) implements ResultFormat<String> {

  /** Each element is one line. */
  public LineFormat() {
    this(false);
  }

  @Override
  public List<Column<String>> layout() {
    return List.of(Column.text("line", this::print));
  }

  @Override
  public String print(String line) {
    return line;
  }
}
