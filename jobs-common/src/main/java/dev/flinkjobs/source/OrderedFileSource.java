package dev.flinkjobs.source;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

/** Flink's {@code FileSource} of files that end, assigned by an {@link OrderedFilesEnumerator}. */
public final class OrderedFileSource<T> extends AbstractFileSource<T, FileSourceSplit> {
  private static final long serialVersionUID = 1L;

  private final Path[] files;
  private final FileEnumerator.Provider listing;
  private final HandingOut handingOut;

  /** Makes what hands out files. */
  @FunctionalInterface
  public interface HandingOut extends Serializable {
    OrderedFilesEnumerator of(
        SplitEnumeratorContext<FileSourceSplit> context,
        Collection<FileSourceSplit> waiting,
        List<Path> known);
  }

  public OrderedFileSource(
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
    return enumerator(context, List.of(), 0);
  }

  @Override
  public SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>>
      restoreEnumerator(
          SplitEnumeratorContext<FileSourceSplit> context,
          PendingSplitsCheckpoint<FileSourceSplit> checkpoint) {
    return enumerator(
        context, checkpoint.getSplits(), checkpoint.getAlreadyProcessedPaths().size());
  }

  /**
   * @param known how many of the files a checkpoint knows: those behind them were added since
   */
  private OrderedFilesEnumerator enumerator(
      SplitEnumeratorContext<FileSourceSplit> context,
      Collection<FileSourceSplit> waiting,
      int known) {
    List<FileSourceSplit> splits = new ArrayList<>(waiting);
    if (known < files.length) {
      try {
        String firstAdded = InputFile.place(known);
        listing.create().enumerateSplits(files, context.currentParallelism()).stream()
            .filter(split -> split.splitId().compareTo(firstAdded) >= 0)
            .forEach(splits::add);
      } catch (IOException unlisted) {
        throw new UncheckedIOException(unlisted);
      }
    }
    return handingOut.of(context, splits, List.of(files));
  }

  @Override
  public SimpleVersionedSerializer<FileSourceSplit> getSplitSerializer() {
    return FileSourceSplitSerializer.INSTANCE;
  }
}
