package dev.flinkjobs.source;

import dev.flinkjobs.csv.CsvDialect;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.file.src.AbstractFileSource;
import org.apache.flink.connector.file.src.ContinuousEnumerationSettings;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.FileSourceSplitSerializer;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Flink's {@code FileSource} of a directory whose files are found by {@link
 * WatchedFilesEnumerator}.
 */
public final class WatchedSource<T> extends AbstractFileSource<T, FileSourceSplit> {
  private static final long serialVersionUID = 1L;

  private final Watch watch;

  /**
   * What is looked for.
   *
   * @param option how the user gave the directory, for messages
   * @param columns that a file needs
   */
  public record Watch(
      String option,
      Path directory,
      Duration interval,
      CsvDialect dialect,
      List<String> columns,
      OnBadFile onBadFile)
      implements Serializable {}

  public WatchedSource(Watch watch, BulkFormat<T, FileSourceSplit> format) {
    super(
        new Path[] {watch.directory},
        FileSource.DEFAULT_NON_SPLITTABLE_FILE_ENUMERATOR,
        FileSource.DEFAULT_SPLIT_ASSIGNER,
        format,
        new ContinuousEnumerationSettings(watch.interval));
    this.watch = watch;
  }

  @Override
  public SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>>
      createEnumerator(SplitEnumeratorContext<FileSourceSplit> context) {
    return new WatchedFilesEnumerator(context, watch, List.of(), List.of());
  }

  @Override
  public SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>>
      restoreEnumerator(
          SplitEnumeratorContext<FileSourceSplit> context,
          PendingSplitsCheckpoint<FileSourceSplit> checkpoint) {
    return new WatchedFilesEnumerator(
        context, watch, checkpoint.getSplits(), checkpoint.getAlreadyProcessedPaths());
  }

  @Override
  public SimpleVersionedSerializer<FileSourceSplit> getSplitSerializer() {
    return FileSourceSplitSerializer.INSTANCE;
  }
}
