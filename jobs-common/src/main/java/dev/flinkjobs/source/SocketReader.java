package dev.flinkjobs.source;

import dev.flinkjobs.record.RowBatch;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;

/**
 * Takes batches from the thread that waits for the server. No more than {@value #MAX_WAITING} lie
 * between the two, so that a server that is faster than the job is slowed down by TCP.
 */
final class SocketReader<T>
    implements SourceReader<RowBatch<T>, SocketSplit>, SocketConnection.Listener<T> {
  private static final int MAX_WAITING = 4;

  private final SourceReaderContext context;
  private final SocketConnection<T> connection;

  // Below: shared with that thread, under the lock of this object.
  private final Queue<RowBatch<T>> waiting = new ArrayDeque<>();
  private CompletableFuture<Void> available = new CompletableFuture<>();
  private @Nullable Exception failure;
  private boolean started;
  private boolean ended;
  private boolean closed;

  SocketReader(SourceReaderContext context, SocketConnection<T> connection) {
    this.context = context;
    this.connection = connection;
  }

  @Override
  public synchronized void start() {
    if (!started) {
      context.sendSplitRequest();
    }
  }

  @Override
  public synchronized void addSplits(List<SocketSplit> splits) {
    for (SocketSplit split : splits) {
      started = true;
      connection.start(split.connections(), this);
    }
  }

  @Override
  public synchronized void notifyNoMoreSplits() {
    if (!started) {
      ended(null);
    }
  }

  @Override
  public InputStatus pollNext(ReaderOutput<RowBatch<T>> output) throws Exception {
    RowBatch<T> batch;
    synchronized (this) {
      batch = waiting.poll();
      notifyAll();
      if (batch == null) {
        if (failure != null) {
          // It was tried again often enough, or would be the same again.
          throw new SuppressRestartsException(failure);
        }
        return ended ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
      }
    }
    output.collect(batch);
    return InputStatus.MORE_AVAILABLE;
  }

  @Override
  public synchronized CompletableFuture<Void> isAvailable() {
    if (waiting.isEmpty() && !ended && available.isDone()) {
      available = new CompletableFuture<>();
    }
    return available;
  }

  @Override
  public synchronized boolean received(RowBatch<T> batch) throws InterruptedException {
    while (waiting.size() == MAX_WAITING && !closed) {
      wait();
    }
    waiting.add(batch);
    available.complete(null);
    return !closed;
  }

  @Override
  public synchronized void ended(@Nullable Exception how) {
    failure = how;
    ended = true;
    available.complete(null);
  }

  @Override
  public List<SocketSplit> snapshotState(long checkpointId) {
    return isReading() ? List.of(new SocketSplit(connection.connections())) : List.of();
  }

  private synchronized boolean isReading() {
    return started && !ended;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    connection.close();
  }
}
