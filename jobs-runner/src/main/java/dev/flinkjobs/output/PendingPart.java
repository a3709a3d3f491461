package dev.flinkjobs.output;

import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableWriter.CommitRecoverable;

/**
 * A part that is complete but not yet visible.
 *
 * @param path where it will be seen
 * @param recoverable what the file system needs to put it there, also in another process
 * @param isOfThisAttempt whether it was written since the job was last started or restored; not
 *     part of a checkpoint
 */
record PendingPart(Path path, CommitRecoverable recoverable, boolean isOfThisAttempt) {}
