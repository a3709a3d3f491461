package dev.flinkjobs.basics;

import dev.flinkjobs.csv.CsvDialect;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.output.RowWriter;
import java.util.List;

/** A line as it was read, or as one column. */
final class LineFormat implements ResultFormat<String> {
  private static final long serialVersionUID = 1L;

  @Override
  public List<String> columns() {
    return List.of(CsvDialect.LINE);
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
