package dev.flinkjobs.basics.tour;

import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.output.RowWriter;
import java.util.List;

/** Lines as they are. */
final class TourFormat implements ResultFormat<String> {
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
