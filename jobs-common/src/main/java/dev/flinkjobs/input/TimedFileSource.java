package dev.flinkjobs.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.file.src.AbstractFileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.FileSourceSplitSerializer;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Flink's {@code FileSource} of files that end, handed out by {@link FilesByTime}. */
final class TimedFileSource<T> extends AbstractFileSource<T, FileSourceSplit> {
  private static final long serialVersionUID = 1L;

  private final Path[] files;
  private final FileEnumerator.Provider listing;
  private final Map<String, TimeSpan> spans;

  /**
   * @param spans by the id of a split
   */
  TimedFileSource(
      Path[] files,
      FileEnumerator.Provider listing,
      BulkFormat<T, FileSourceSplit> format,
      Map<String, TimeSpan> spans) {
    super(files, listing, FilesInOrder::new, format, null);
    this.files = files.clone();
    this.listing = listing;
    this.spans = Map.copyOf(spans);
  }

  @Override
  public SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>>
      createEnumerator(SplitEnumeratorContext<FileSourceSplit> context) {
    try {
      return new FilesByTime(
          context, listing.create().enumerateSplits(files, context.currentParallelism()), spans);
    } catch (IOException unlisted) {
      throw new UncheckedIOException(unlisted);
    }
  }

  @Override
  public SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>>
      restoreEnumerator(
          SplitEnumeratorContext<FileSourceSplit> context,
          PendingSplitsCheckpoint<FileSourceSplit> checkpoint) {
    return new FilesByTime(context, checkpoint.getSplits(), spans);
  }

  @Override
  public SimpleVersionedSerializer<FileSourceSplit> getSplitSerializer() {
    return FileSourceSplitSerializer.INSTANCE;
  }
}
