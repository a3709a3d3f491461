package dev.flinkjobs.input;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.jspecify.annotations.Nullable;

/**
 * Hands files to readers in their order, to no more readers than there are files of the same time.
 * Two readers of different times would keep the windows between them open: the later file's rows
 * wait in state until the earlier one is read. A reader that is not needed ends, since one without
 * a file would hold time back.
 */
final class FilesByTime
    implements SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>> {

  private final SplitEnumeratorContext<FileSourceSplit> context;
  private final Map<String, TimeSpan> spans;
  private final Queue<FileSourceSplit> waiting =
      new PriorityQueue<>(Comparator.comparing(FileSourceSplit::splitId));

  /** What each reader was given last. Not those that a restored reader goes on with. */
  private final Map<Integer, FileSourceSplit> reading = new HashMap<>();

  /**
   * @param spans by the id of a split
   */
  FilesByTime(
      SplitEnumeratorContext<FileSourceSplit> context,
      Collection<FileSourceSplit> files,
      Map<String, TimeSpan> spans) {
    this.context = context;
    this.spans = spans;
    waiting.addAll(files);
  }

  @Override
  public void start() {
    // Readers ask.
  }

  @Override
  public void handleSplitRequest(int reader, @Nullable String hostname) {
    reading.remove(reader);
    FileSourceSplit next = waiting.peek();
    if (next == null || reading.size() >= readersNeeded()) {
      context.signalNoMoreSplits(reader);
    } else {
      waiting.remove();
      reading.put(reader, next);
      context.assignSplit(next, reader);
    }
  }

  private int readersNeeded() {
    List<TimeSpan> unfinished = new ArrayList<>();
    waiting.forEach(file -> unfinished.add(span(file)));
    reading.values().forEach(file -> unfinished.add(span(file)));
    return TimeSpan.mostAtOnce(unfinished);
  }

  private TimeSpan span(FileSourceSplit file) {
    return spans.getOrDefault(file.splitId(), TimeSpan.UNKNOWN);
  }

  @Override
  public void addSplitsBack(List<FileSourceSplit> files, int reader) {
    reading.remove(reader);
    waiting.addAll(files);
  }

  @Override
  public void addReader(int reader) {
    // It asks when it has nothing to read.
  }

  @Override
  public PendingSplitsCheckpoint<FileSourceSplit> snapshotState(long checkpointId) {
    return PendingSplitsCheckpoint.fromCollectionSnapshot(List.copyOf(waiting));
  }

  @Override
  public void close() {
    // Holds nothing open.
  }
}
