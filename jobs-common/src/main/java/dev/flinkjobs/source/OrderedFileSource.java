package dev.flinkjobs.source;

import dev.flinkjobs.csv.CsvDialect;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.file.src.AbstractFileSource;
import org.apache.flink.connector.file.src.ContinuousEnumerationSettings;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.FileSourceSplitSerializer;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Flink's {@code FileSource} of files that an {@link OrderedFilesEnumerator} assigns. */
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

  /** Files of a directory as they appear. */
  public OrderedFileSource(Watch watch, BulkFormat<T, FileSourceSplit> format) {
    super(
        new Path[] {watch.directory},
        FileSource.DEFAULT_NON_SPLITTABLE_FILE_ENUMERATOR,
        FileSource.DEFAULT_SPLIT_ASSIGNER,
        format,
        new ContinuousEnumerationSettings(watch.interval));
    this.files = new Path[0]; // None is known before.
    this.listing = FileSource.DEFAULT_NON_SPLITTABLE_FILE_ENUMERATOR;
    this.handingOut =
        (context, waiting, known) -> new WatchedFilesEnumerator(context, watch, waiting, known);
  }

  /** Files that are known. */
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
    return enumerator(context, List.of(), List.of());
  }

  @Override
  public SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>>
      restoreEnumerator(
          SplitEnumeratorContext<FileSourceSplit> context,
          PendingSplitsCheckpoint<FileSourceSplit> checkpoint) {
    return enumerator(
        context, checkpoint.getSplits(), List.copyOf(checkpoint.getAlreadyProcessedPaths()));
  }

  /**
   * @param known those that a checkpoint knows: files behind them were added since
   */
  private OrderedFilesEnumerator enumerator(
      SplitEnumeratorContext<FileSourceSplit> context,
      Collection<FileSourceSplit> waiting,
      List<Path> known) {
    List<FileSourceSplit> splits = new ArrayList<>(waiting);
    if (known.size() < files.length) {
      try {
        String firstAdded = InputFile.place(known.size());
        listing.create().enumerateSplits(files, context.currentParallelism()).stream()
            .filter(split -> split.splitId().compareTo(firstAdded) >= 0)
            .forEach(splits::add);
      } catch (IOException unlisted) {
        throw new UncheckedIOException(unlisted);
      }
    }
    return handingOut.of(context, splits, files.length == 0 ? known : List.of(files));
  }

  @Override
  public SimpleVersionedSerializer<FileSourceSplit> getSplitSerializer() {
    return FileSourceSplitSerializer.INSTANCE;
  }
}
