package dev.flinkjobs.sql;

import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.output.RowWriter;
import java.util.List;

/** Text that is made up already. */
final class LineFormat implements ResultFormat<String> {
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
