package dev.flinkjobs.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Results as files {@code part-<subtask>-<n>.csv}, {@code .json} and so on directly in one
 * directory, each result exactly once. A part is closed at each checkpoint if it has rows, and
 * becomes visible when that checkpoint is complete, or at the end of bounded input. Until then it
 * is the file system's own hidden file. Flink's FileSink can give neither these names nor this
 * layout.
 *
 * <p>Every csv part has a header; if subtask 0 never has a row, it leaves a part with a header
 * alone, of parquet one with the columns alone, so that an empty result can be told from none. An
 * empty result as json is no file.
 *
 * <h2>Why no name is used twice</h2>
 *
 * <p>A fresh start counts n from {@code base}; a start from checkpoint c counts from {@code base +
 * c + 1}. A subtask closes at most one part per checkpoint, and ids of checkpoints only grow, so
 * each part that checkpoint k holds or that was committed before it has {@code n <= base + k}: true
 * with k = 0 when nothing is written; closing a part at the next checkpoint adds at most 1 to both
 * sides; and after a start from c the first part has {@code n = base + c + 1} and is closed at
 * checkpoint c + 1 or later. The end of input counts as a checkpoint, as it does for Flink. So
 * whatever was pending or committed at c, by whichever subtask at whichever parallelism, has a
 * smaller n than all that comes after it. Names of checkpoints that never completed may come again:
 * those parts were never visible, and their hidden files have unique names.
 *
 * <p>{@code base} lets a new job, or one that resumes from a savepoint, begin behind all that is in
 * the directory then: see {@link FilesOutput#prepare}.
 *
 * @param base shared with the output, which may be prepared after this sink is made
 */
record FilesSink<T>(Path directory, FileFormat fileFormat, ResultFormat<T> format, AtomicLong base)
    implements Sink<T>, SupportsCommitter<PendingPart> {

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    OptionalLong restored = context.getRestoredCheckpointId();
    long first = base.get() + (restored.isPresent() ? restored.getAsLong() + 1 : 0);
    return new FilesWriter<>(this, first, context);
  }

  @Override
  public Committer<PendingPart> createCommitter(CommitterInitContext context) throws IOException {
    return new FilesCommitter(directory.getFileSystem());
  }

  /** Called by Flink where the job runs, so the file system is known there. */
  @Override
  public SimpleVersionedSerializer<PendingPart> getCommittableSerializer() {
    try {
      return new PendingPartSerializer(
          directory.getFileSystem().createRecoverableWriter().getCommitRecoverableSerializer());
    } catch (IOException e) {
      throw new UncheckedIOException(
          FileFailure.of(directory, "the file system cannot be reached", e));
    }
  }
}
