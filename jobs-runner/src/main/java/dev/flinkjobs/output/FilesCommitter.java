package dev.flinkjobs.output;

import dev.flinkjobs.source.Files;
import java.io.IOException;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.RecoverableWriter;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the parts of a completed checkpoint visible. Those of a checkpoint that was restored may be
 * visible already, since nobody knows how far the attempt before came; those of this attempt not.
 */
final class FilesCommitter implements Committer<PendingPart> {
  private static final Logger LOG = LoggerFactory.getLogger(FilesCommitter.class);

  private final FileSystem fileSystem;
  private final RecoverableWriter recoverableWriter;

  FilesCommitter(FileSystem fileSystem) throws IOException {
    this.fileSystem = fileSystem;
    this.recoverableWriter = fileSystem.createRecoverableWriter();
  }

  @Override
  public void commit(Collection<CommitRequest<PendingPart>> requests) throws IOException {
    for (CommitRequest<PendingPart> request : requests) {
      PendingPart part = request.getCommittable();
      try {
        if (part.isOfThisAttempt()) {
          commitFirst(part);
        } else {
          commitAgain(part);
        }
      } catch (IOException e) {
        throw FileFailure.of(part.path(), "cannot be committed", e);
      }
    }
  }

  /** After a restart what is found would pass for our own work, so there is none. */
  private void commitFirst(PendingPart part) throws IOException {
    String name = Files.shown(part.path());
    if (fileSystem.exists(part.path())) {
      throw new SuppressRestartsException(
          new IOException(
              name
                  + ": it is there already, so another job writes to this directory; each job needs"
                  + " a directory of its own"));
    }
    try {
      recoverableWriter.recoverForCommit(part.recoverable()).commit();
    } catch (IOException e) {
      if (fileSystem.isDistributedFS()) {
        throw e;
      }
      throw new SuppressRestartsException(
          new IOException(
              name
                  + ": its rows cannot be committed ("
                  + FileFailure.reason(e)
                  + "); was its hidden file deleted or changed while the job ran?"));
    }
  }

  private void commitAgain(PendingPart part) throws IOException {
    recoverableWriter.recoverForCommit(part.recoverable()).commitAfterRecovery();
    if (!fileSystem.exists(part.path())) {
      // Flink's local writer takes a missing pending file for one committed before.
      LOG.warn(
          "{} is not there, neither pending nor committed: moved away since it was committed, or"
              + " deleted",
          Files.shown(part.path()));
    }
  }

  @Override
  public void close() {
    // Holds nothing open.
  }
}
