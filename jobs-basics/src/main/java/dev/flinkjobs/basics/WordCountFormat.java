package dev.flinkjobs.basics;

import dev.flinkjobs.output.ColumnType;
import dev.flinkjobs.output.ResultFormat;
import dev.flinkjobs.output.RowWriter;
import java.time.Instant;
import java.util.List;

/** A count as {@code (flink, 3)}, or with the bounds of its window in UTC. */
final class WordCountFormat implements ResultFormat<WordCount> {
  private static final long serialVersionUID = 1L;

  @Override
  public List<String> columns() {
    return List.of("window_start", "window_end", "word", "count");
  }

  @Override
  public List<ColumnType> types() {
    return List.of(ColumnType.TIME, ColumnType.TIME, ColumnType.TEXT, ColumnType.WHOLE);
  }

  @Override
  public void write(WordCount result, RowWriter row) {
    row.text(Instant.ofEpochMilli(result.start()).toString());
    row.text(Instant.ofEpochMilli(result.end()).toString());
    row.text(result.word());
    row.number(result.count());
  }

  @Override
  public String print(WordCount result) {
    return "(" + result.word() + ", " + result.count() + ")";
  }
}
