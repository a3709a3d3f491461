package dev.flinkjobs.output;

import java.util.List;

/** Lines as they are, or as one column. */
public final class LineFormat implements ResultFormat<String> {
  private static final long serialVersionUID = 1L;

  @Override
  public List<String> columns() {
    return List.of("line");
  }

  @Override
  public void write(String line, RowWriter row) {
    row.text(line);
  }

  @Override
  public String print(String line) {
    return line;
  }
}
