package dev.flinkjobs.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A split enumerator that assigns files to readers in their order, to no more readers than there
 * are files that overlap in time. Two readers of different times would keep the windows between
 * them open: the later file's rows wait in state until the earlier one is read. A reader that is
 * not needed ends, since one without a file would hold the watermark back.
 */
public final class TimedFilesEnumerator extends OrderedFilesEnumerator {
  private final Map<String, TimeSpan> spans;

  /** What each reader was given last. Not those that a restored reader goes on with. */
  private final Map<Integer, FileSourceSplit> reading = new HashMap<>();

  /**
   * @param spans by the id of a split
   */
  public TimedFilesEnumerator(
      SplitEnumeratorContext<FileSourceSplit> context,
      Collection<FileSourceSplit> files,
      List<Path> known,
      Map<String, TimeSpan> spans) {
    super(context, files, known, TimedFiles.order(spans));
    this.spans = spans;
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
    return TimedFiles.span(spans, file.splitId());
  }

  @Override
  void forget(int reader) {
    reading.remove(reader);
  }
}
