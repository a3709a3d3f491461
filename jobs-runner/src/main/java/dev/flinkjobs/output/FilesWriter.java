package dev.flinkjobs.output;

import dev.flinkjobs.source.Files;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;

/** One subtask's parts: see {@link FilesSink}. */
final class FilesWriter<T> implements CommittingSinkWriter<T, PendingPart> {

  /** Files are written in pieces of this many bytes, so that a row costs no call to the system. */
  private static final int PIECE = 64 * 1024;

  private final FilesSink<T> sink;
  private final int subtask;
  private final FileSystem fileSystem;
  private final RecoverableWriter recoverableWriter;
  private final Utf8Buffer buffer = new Utf8Buffer(PIECE + 4096);
  private final FileRowWriter<T> row;
  private final Counter rowsSent;
  private final Counter bytesSent;

  /** The number of the part that is open, or else of the next one. */
  private long n;

  private boolean wroteAny;
  private @Nullable RecoverableFsDataOutputStream part;

  FilesWriter(FilesSink<T> sink, long firstNumber, WriterInitContext context) throws IOException {
    this.sink = sink;
    this.n = firstNumber;
    this.subtask = context.getTaskInfo().getIndexOfThisSubtask();
    this.fileSystem = sink.directory().getFileSystem();
    this.recoverableWriter = fileSystem.createRecoverableWriter();
    this.row = sink.fileFormat().rowWriter(sink.fileFormat().columns(sink.format()), buffer);
    this.rowsSent = context.metricGroup().getNumRecordsSendCounter();
    this.bytesSent = context.metricGroup().getNumBytesSendCounter();
  }

  @Override
  public void write(T result, Context context) throws IOException {
    if (part == null) {
      part = open();
    }
    row.row(result);
    rowsSent.inc();
    if (buffer.length() >= PIECE) {
      drain(part);
    }
  }

  /** Rows wait for {@link #prepareCommit}; the end of input alone may add a part without rows. */
  @Override
  public void flush(boolean endOfInput) throws IOException {
    if (endOfInput && subtask == 0 && sink.fileFormat().hasHeader() && !wroteAny && !hasPart()) {
      part = open();
    }
  }

  @Override
  public Collection<PendingPart> prepareCommit() throws IOException {
    RecoverableFsDataOutputStream open = part;
    if (open == null) {
      return List.of();
    }
    row.footer();
    drain(open);
    Path path = path();
    try {
      RecoverableWriter.CommitRecoverable recoverable = open.closeForCommit().getRecoverable();
      part = null;
      n++;
      return List.of(new PendingPart(path, recoverable, true));
    } catch (IOException e) {
      throw FileFailure.of(path, "cannot be written", e);
    }
  }

  /** An open part belongs to no checkpoint, so its rows come again: it is left as an orphan. */
  @Override
  public void close() throws IOException {
    if (part != null) {
      part.close();
    }
  }

  private RecoverableFsDataOutputStream open() throws IOException {
    Path path = path();
    try {
      if (fileSystem.exists(path)) {
        throw new SuppressRestartsException(
            new IOException(
                Files.shown(path)
                    + ": it is there already, so another job writes to this directory, or this one"
                    + " was started again without checkpoints; each job needs a directory of its"
                    + " own"));
      }
      RecoverableFsDataOutputStream opened = recoverableWriter.open(path);
      buffer.truncate(0);
      row.header();
      wroteAny = true;
      return opened;
    } catch (IOException e) {
      throw FileFailure.of(path, "cannot be created", e);
    }
  }

  private void drain(RecoverableFsDataOutputStream to) throws IOException {
    try {
      buffer.writeTo(to);
    } catch (IOException e) {
      throw FileFailure.of(path(), "cannot be written", e);
    }
    bytesSent.inc(buffer.length());
    buffer.truncate(0);
  }

  private PartName name(long number) {
    return new PartName(subtask, number, sink.fileFormat().ending());
  }

  private Path path() {
    return new Path(sink.directory(), name(n).toString());
  }

  /** Whether this subtask has a part in the directory, from before a restart for instance. */
  private boolean hasPart() throws IOException {
    if (!fileSystem.exists(sink.directory())) {
      return false;
    }
    return Arrays.stream(fileSystem.listStatus(sink.directory()))
        .map(file -> file.getPath().getName())
        .filter(name -> !PartName.isHidden(name))
        .flatMap(name -> PartName.of(name).stream())
        .anyMatch(part -> part.equals(name(part.n())));
  }
}
