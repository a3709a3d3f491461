package dev.flinkjobs.csv;

import dev.flinkjobs.record.RowBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;

/** Reads to the end, as a source does. */
final class AllBatches {
  private AllBatches() {}

  /** Closes the reader. */
  static <T> List<RecordAndPosition<RowBatch<T>>> of(BulkFormat.Reader<RowBatch<T>> reader)
      throws IOException {
    List<RecordAndPosition<RowBatch<T>>> all = new ArrayList<>();
    try (reader) {
      for (var together = reader.readBatch(); together != null; together = reader.readBatch()) {
        for (var batch = together.next(); batch != null; batch = together.next()) {
          all.add(batch);
        }
        together.releaseBatch();
      }
    }
    return all;
  }
}
