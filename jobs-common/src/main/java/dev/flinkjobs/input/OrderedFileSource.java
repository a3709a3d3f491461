package dev.flinkjobs.input;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.file.src.AbstractFileSource;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.FileSourceSplitSerializer;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Flink's {@code FileSource} of files that end, handed out by {@link FilesInTurn}. */
final class OrderedFileSource<T> extends AbstractFileSource<T, FileSourceSplit> {
  private static final long serialVersionUID = 1L;

  private final Path[] files;
  private final FileEnumerator.Provider listing;
  private final HandingOut handingOut;

  /** Makes what hands out files. */
  @FunctionalInterface
  interface HandingOut extends Serializable {
    FilesInTurn of(
        SplitEnumeratorContext<FileSourceSplit> context, Collection<FileSourceSplit> files);
  }

  OrderedFileSource(
      Path[] files,
      FileEnumerator.Provider listing,
      BulkFormat<T, FileSourceSplit> format,
      HandingOut handingOut) {
    super(files, listing, FileSource.DEFAULT_SPLIT_ASSIGNER, format, null);
    this.files = files.clone();
    this.listing = listing;
    this.handingOut = handingOut;
  }

  @Override
  public SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>>
      createEnumerator(SplitEnumeratorContext<FileSourceSplit> context) {
    try {
      return handingOut.of(
          context, listing.create().enumerateSplits(files, context.currentParallelism()));
    } catch (IOException unlisted) {
      throw new UncheckedIOException(unlisted);
    }
  }

  @Override
  public SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>>
      restoreEnumerator(
          SplitEnumeratorContext<FileSourceSplit> context,
          PendingSplitsCheckpoint<FileSourceSplit> checkpoint) {
    return handingOut.of(context, checkpoint.getSplits());
  }

  @Override
  public SimpleVersionedSerializer<FileSourceSplit> getSplitSerializer() {
    return FileSourceSplitSerializer.INSTANCE;
  }
}
