package dev.flinkjobs.input;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;
import org.jspecify.annotations.Nullable;

/**
 * Hands files to readers in the order in which the input lists them, and a file that comes back
 * after a failure before those that follow it. Flink's own assigners go from last to first, or by
 * host.
 */
final class FilesInOrder implements FileSplitAssigner {
  private final Queue<FileSourceSplit> waiting =
      new PriorityQueue<>(Comparator.comparing(FileSourceSplit::splitId));

  FilesInOrder(Collection<FileSourceSplit> splits) {
    waiting.addAll(splits);
  }

  @Override
  public Optional<FileSourceSplit> getNext(@Nullable String hostname) {
    return Optional.ofNullable(waiting.poll());
  }

  @Override
  public void addSplits(Collection<FileSourceSplit> splits) {
    waiting.addAll(splits);
  }

  @Override
  public Collection<FileSourceSplit> remainingSplits() {
    List<FileSourceSplit> remaining = new ArrayList<>(waiting);
    remaining.sort(Comparator.comparing(FileSourceSplit::splitId));
    return remaining;
  }
}
