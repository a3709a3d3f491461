package dev.flinkjobs.output;

import java.io.IOException;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.RecoverableWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the parts of a completed checkpoint visible. Doing so again changes nothing. */
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
        recoverableWriter.recoverForCommit(part.recoverable()).commitAfterRecovery();
        if (!fileSystem.exists(part.path())) {
          // Flink's local writer takes a missing pending file for one committed before.
          LOG.warn(
              "{} is not there, neither pending nor committed: moved away since it was committed,"
                  + " or deleted",
              FileFailure.display(part.path()));
        }
      } catch (IOException e) {
        throw FileFailure.of(part.path(), "cannot be committed", e);
      }
    }
  }

  @Override
  public void close() {
    // Holds nothing open.
  }
}
