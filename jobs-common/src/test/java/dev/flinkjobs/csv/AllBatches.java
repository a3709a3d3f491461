package dev.flinkjobs.csv;

import dev.flinkjobs.record.RowBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** Reads to the end, as a source does. */
final class AllBatches {
  private AllBatches() {}

  /**
   * Of a whole local file, whose split has the id 0.
   *
   * @param position where to go on; null to begin
   */
  static <T> List<RecordAndPosition<RowBatch<T>>> of(
      CsvFileFormat<T> format,
      java.nio.file.Path file,
      @Nullable CheckpointedPosition position,
      int threads)
      throws IOException {
    long size = Files.size(file);
    FileSourceSplit split =
        new FileSourceSplit("0", new Path(file.toUri()), 0, size, 0, size, new String[0], position);
    return of(format.reader(split, position, threads));
  }

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
