package dev.flinkjobs.csv;

import dev.flinkjobs.record.RowBatch;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads a large file by several threads, each a block at a time, and gives its rows in their order.
 *
 * <p>A thread takes it that a row begins behind the first line break of its block, which is wrong
 * if that stands in quotes. Whether it is shows as soon as the block before is read: its last row
 * ends there or it does not. If not, the block is read once more from where that row ends. So the
 * rows are those that one thread finds, whatever is in the file.
 *
 * <p>A thread knows the watermark of its block alone. Where that of the file moves, that of the
 * block moves too, so batches end there; and where it is behind that of the blocks before, theirs
 * counts.
 */
final class BlockReader<T> implements FileRows<T> {

  /** Bytes of a block: many times those that a thread reads in vain at its start and its end. */
  static final int BLOCK = 4 * 1024 * 1024;

  private final Opening<T> file;
  private final long size;
  private final int block;
  private final int threads;
  private final ExecutorService executor;
  private final Queue<Ahead<T>> ahead = new ArrayDeque<>();

  /** Up to where blocks are taken by threads. */
  private long taken;

  private Iterator<Batch<T>> batches = Collections.emptyIterator();

  /** The line on which the block of {@link #batches} begins. */
  private long firstLine;

  private long position;
  private long line;
  private long watermark = RowBatch.NO_WATERMARK;

  /** Opens the file at a row, whose line is given, or anywhere in a line. */
  @FunctionalInterface
  interface Opening<T> {
    RowReader<T> open(long position, long line) throws IOException;
  }

  /** A batch with the position and the line behind it, which is counted from that of the block. */
  private record Batch<T>(RowBatch<T> rows, long position, long line) {}

  /** What was found from a position on. */
  private record Block<T>(long start, List<Batch<T>> batches) {}

  /** A block that ends with the row that goes on at or beyond {@code end}. */
  private record Ahead<T>(Future<Block<T>> block, long end) {}

  /**
   * @param position of a row
   * @param line of that row
   * @param size of the file in bytes
   * @param block {@link #BLOCK}, less in tests
   */
  BlockReader(Opening<T> file, long position, long line, long size, int block, int threads) {
    this.file = file;
    this.position = position;
    this.line = line;
    this.size = size;
    this.block = block;
    this.threads = threads;
    this.taken = position;
    this.executor = Executors.newFixedThreadPool(threads, new ExecutorThreadFactory("rows"));
  }

  @Override
  public @Nullable RowBatch<T> readBatch() throws IOException {
    while (!batches.hasNext()) {
      readAhead();
      Ahead<T> next = ahead.poll();
      if (next == null) {
        return null;
      }
      firstLine = line;
      batches = batches(next).iterator();
    }
    Batch<T> batch = batches.next();
    position = batch.position;
    line = firstLine + batch.line;
    return inFile(batch.rows);
  }

  private void readAhead() {
    // One more, so that no thread waits for what is done with a block.
    while (taken < size && ahead.size() <= threads) {
      long start = taken;
      long end = start + block < size ? start + block : Long.MAX_VALUE;
      boolean isRow = start == position && ahead.isEmpty();
      ahead.add(
          new Ahead<>(
              executor.submit(() -> isRow ? read(start, end) : readLines(start, end)), end));
      taken = end;
    }
  }

  private List<Batch<T>> batches(Ahead<T> next) throws IOException {
    Block<T> found = get(next.block);
    return found.start == position ? found.batches : read(position, next.end).batches;
  }

  private Block<T> read(long start, long end) throws IOException {
    try (RowReader<T> rows = file.open(start, 0)) {
      return read(rows, end);
    }
  }

  /** From the first line on that begins in the block. */
  private Block<T> readLines(long start, long end) throws IOException {
    try (RowReader<T> rows = file.open(start - 1, -1)) {
      rows.skipLine();
      return read(rows, end);
    }
  }

  private static <T> Block<T> read(RowReader<T> rows, long end) throws IOException {
    long start = rows.position();
    List<Batch<T>> batches = new ArrayList<>();
    rows.endAt(end);
    for (RowBatch<T> batch = rows.readBatch(); batch != null; batch = rows.readBatch()) {
      batches.add(new Batch<>(batch, rows.position(), rows.line()));
    }
    return new Block<>(start, batches);
  }

  private static <T> Block<T> get(Future<Block<T>> block) throws IOException {
    try {
      return block.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } catch (ExecutionException failed) {
      ExceptionUtils.rethrowIOException(failed.getCause());
      throw new IllegalStateException(failed);
    }
  }

  private RowBatch<T> inFile(RowBatch<T> rows) {
    watermark = Math.max(watermark, rows.watermark());
    return rows.with(row -> row.furtherDown(firstLine), rows.bytes(), watermark);
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public boolean hasMoreAtHand() {
    return batches.hasNext();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
