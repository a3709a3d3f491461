package dev.flinkjobs.source;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A split enumerator that assigns small files to a reader before it has read the others: asking for
 * the next and starting anew takes many times as long as reading one.
 */
public final class SmallFilesEnumerator extends OrderedFilesEnumerator {

  /** How much a reader may have at once, in bytes, unless a single file is larger. */
  static final long AHEAD = 1024 * 1024;

  /**
   * The sizes of what each reader was given and has not asked for more behind. Flink asks once for
   * files that end at the same time, so some may long be read.
   */
  private final Map<Integer, Queue<Long>> given = new HashMap<>();

  public SmallFilesEnumerator(
      SplitEnumeratorContext<FileSourceSplit> context,
      Collection<FileSourceSplit> files,
      List<Path> known) {
    super(context, files, known, Comparator.naturalOrder());
  }

  @Override
  public void handleSplitRequest(int reader, @Nullable String hostname) {
    FileSourceSplit next = waiting.poll();
    if (next == null) {
      context.signalNoMoreSplits(reader);
      return;
    }
    Queue<Long> sizes = given.computeIfAbsent(reader, first -> new ArrayDeque<>());
    sizes.poll();
    give(next, reader, sizes);
    long ahead = sizes.stream().mapToLong(Long::longValue).sum();
    for (next = waiting.peek();
        next != null && ahead + next.fileSize() <= AHEAD;
        next = waiting.peek()) {
      waiting.remove();
      give(next, reader, sizes);
      ahead += next.fileSize();
    }
  }

  private void give(FileSourceSplit file, int reader, Queue<Long> sizes) {
    context.assignSplit(file, reader);
    sizes.add(file.fileSize());
  }

  @Override
  void forget(int reader) {
    given.remove(reader);
  }
}
