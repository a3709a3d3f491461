package dev.flinkjobs.basics;

import dev.flinkjobs.output.Column;
import dev.flinkjobs.output.ResultFormat;
import java.time.Instant;
import java.util.List;

/** A count as {@code (flink, 3)}, or with the bounds of its window in UTC. */
record WordCountFormat() implements ResultFormat<WordCount> {

  @Override
  public List<Column<WordCount>> layout() {
    return List.of(
        Column.time("window_start", result -> Instant.ofEpochMilli(result.start()).toString()),
        Column.time("window_end", result -> Instant.ofEpochMilli(result.end()).toString()),
        Column.text("word", WordCount::word),
        Column.whole("count", WordCount::count));
  }

  @Override
  public String print(WordCount result) {
    return "(" + result.word() + ", " + result.count() + ")";
  }
}
