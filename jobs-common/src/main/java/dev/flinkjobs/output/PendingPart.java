package dev.flinkjobs.output;

import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableWriter.CommitRecoverable;

/**
 * A part that is complete but not yet visible.
 *
 * @param path where it will be seen
 * @param recoverable what the file system needs to put it there, also in another process
 */
record PendingPart(Path path, CommitRecoverable recoverable) {}
