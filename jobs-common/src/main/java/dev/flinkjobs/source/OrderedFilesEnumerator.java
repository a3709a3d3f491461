package dev.flinkjobs.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.core.fs.Path;

/**
 * A split enumerator that assigns files to readers that ask, in the order of the input. A file that
 * comes back after a failure goes before those that follow it.
 */
public abstract class OrderedFilesEnumerator
    implements SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>> {
  final SplitEnumeratorContext<FileSourceSplit> context;
  final Queue<FileSourceSplit> waiting;
  private final List<Path> known;

  /**
   * @param files that wait
   * @param known all files, those that do not wait too
   * @param order of the ids of files
   */
  OrderedFilesEnumerator(
      SplitEnumeratorContext<FileSourceSplit> context,
      Collection<FileSourceSplit> files,
      List<Path> known,
      Comparator<String> order) {
    this.context = context;
    this.known = known;
    waiting = new PriorityQueue<>(Comparator.comparing(FileSourceSplit::splitId, order));
    waiting.addAll(files);
  }

  /** Forgets what a reader that failed was given. */
  abstract void forget(int reader);

  @Override
  public void start() {
    // Readers ask.
  }

  @Override
  public void addSplitsBack(List<FileSourceSplit> files, int reader) {
    forget(reader);
    waiting.addAll(files);
  }

  @Override
  public final void addReader(int reader) {
    // It asks when it has nothing to read.
  }

  @Override
  public PendingSplitsCheckpoint<FileSourceSplit> snapshotState(long checkpointId) {
    return PendingSplitsCheckpoint.fromCollectionSnapshot(List.copyOf(waiting), known);
  }

  @Override
  public final void close() {
    // Holds nothing open.
  }
}
